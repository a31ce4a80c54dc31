#!/usr/bin/env bash
# Builds and tests the example, Go and C#, in a copy outside the tree: its own tests are green, fakes and all.
# The filter is of the form that the port's plans use; a filter that runs nothing counts as a failure here.
# Then the port's own tool meets the guard, and one batch goes its whole way.
set -euo pipefail
for tool in go dotnet; do
  command -v "$tool" >/dev/null || { echo "scripts/example.sh needs $tool, and it is not on the PATH" >&2; exit 2; }
done
example=$(cd "$(dirname "$0")/../fixtures/natsnet" && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -r "$example/." "$copy"
(cd "$copy/golang/nats-server" && go vet ./... && go test ./...)
cd "$copy/dotnet"
dotnet build --nologo -v quiet -clp:NoSummary
dotnet test --nologo --no-build --logger trx --results-directory "$copy/results" --filter "FullyQualifiedName~ZB.MOM.NatsNet.Server.Tests"
executed=$(grep -o 'Counters total="[0-9]*" executed="[0-9]*"' "$copy"/results/*.trx | grep -o 'executed="[0-9]*"' | tr -dc 0-9)
[ "${executed:-0}" -gt 0 ] || { echo "no test was run" >&2; exit 1; }
echo "example: go test passed, dotnet test ran $executed tests"
node "$example/../../test/porttracker/prove.mjs"
node "$example/../../test/porttracker/flow.mjs"
