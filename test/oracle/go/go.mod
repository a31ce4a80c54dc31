module parity/oracle

go 1.19
