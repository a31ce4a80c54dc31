using Microsoft.Data.Sqlite;

// A stand-in for the port's own tool: it changes statuses in the ways that tool does, and knows nothing of parity.
//   update DB TABLE ID STATUS | batch DB TABLE FROM-TO STATUS | override DB TABLE ID STATUS COMMENT | upsert DB TABLE ID STATUS | note DB TABLE ID TEXT
string[] tables = ["features", "unit_tests"];
var (verb, file, table) = (args[0], args[1], args[2]);
if (!tables.Contains(table))
{
    Console.Error.WriteLine($"no table {table}");
    return 2;
}

using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite }.ToString());
connection.Open();
try
{
    using var transaction = connection.BeginTransaction();
    var changed = verb switch
    {
        "update" => Run($"UPDATE {table} SET status = $status, updated_at = CURRENT_TIMESTAMP WHERE id = $id", ("$id", args[3]), ("$status", args[4])),
        "batch" => Batch(args[3].Split('-'), args[4]),
        "override" => Override(args[3], args[4], args[5]),
        "upsert" => Run(
            $"INSERT INTO {table} (id, module_id, name, status) SELECT id, module_id, name, $status FROM {table} WHERE id = $id ON CONFLICT (id) DO UPDATE SET status = excluded.status",
            ("$id", args[3]),
            ("$status", args[4])),
        "note" => Run($"UPDATE {table} SET notes = $text, updated_at = CURRENT_TIMESTAMP WHERE id = $id", ("$id", args[3]), ("$text", args[4])),
        _ => throw new ArgumentException($"no verb {verb}"),
    };
    transaction.Commit();
    Console.WriteLine($"{changed} rows updated");
    return 0;
}
catch (SqliteException error)
{
    Console.Error.WriteLine($"not updated: {error.Message}");
    return 1;
}

int Batch(string[] range, string status) =>
    Run(
        $"UPDATE {table} SET status = $status, updated_at = CURRENT_TIMESTAMP WHERE id BETWEEN $from AND $to",
        ("$from", range[0]),
        ("$to", range[^1]),
        ("$status", status));

int Override(string id, string status, string comment)
{
    Run(
        """
        INSERT INTO status_overrides (table_name, item_id, audit_status, audit_reason, requested_status, comment)
        VALUES ($table, $id, 'stub', 'body throws NotImplementedException', $status, $comment)
        """,
        ("$table", table),
        ("$id", id),
        ("$status", status),
        ("$comment", comment));
    return Run($"UPDATE {table} SET status = $status WHERE id = $id", ("$id", id), ("$status", status));
}

int Run(string sql, params (string Name, string Value)[] parameters)
{
    using var command = connection.CreateCommand();
    command.CommandText = sql;
    foreach (var (name, value) in parameters)
    {
        command.Parameters.AddWithValue(name, value);
    }

    return command.ExecuteNonQuery();
}
