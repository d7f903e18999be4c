#Requires -Version 7.6
<#
.SYNOPSIS
    Stores a log in PostgreSQL twice and asks what each module sent. Nothing is there twice.
.DESCRIPTION
    Gives the lines of the answer. Without -ConnectionString, and without a server in the environment (DBURI, PGHOST), it
    only shows what would be done.
.PARAMETER Path
    The log.
.PARAMETER ConnectionString
    The server and its database, such as postgresql://stats@db.example.org/stats. A password belongs into ~/.pgpass.
.EXAMPLE
    ./examples/13-postgresql-and-again.ps1 -ConnectionString postgresql://stats@db.example.org/stats
#>
[CmdletBinding()]
param(
    [string] $Path = "$PSScriptRoot/data/rsyncd.log",
    [string] $ConnectionString
)

Import-Module "$PSScriptRoot/../output/LogStats"

$server = $ConnectionString ? @{ ConnectionString = $ConnectionString } : @{}
if ($server.Count -eq 0 -and -not $env:DBURI -and -not $env:PGHOST) {
    Get-RsyncEvent -LiteralPath $Path -WarningAction Ignore |
        Export-LogPostgreSql 'postgresql://stats@localhost/stats' -WhatIf -PassThru | Group-Object Module | Select-Object Count, Name
    return
}

foreach ($run in 'first', 'second') {
    $account = Get-RsyncEvent -LiteralPath $Path -WarningAction Ignore | Export-LogPostgreSql @server -Verbose 4>&1 | Select-Object -Last 1
    "${run}: $("$account".Substring("$account".LastIndexOf("': ") + 3))"
}
if ($ConnectionString -and (Get-Command psql -ErrorAction Ignore)) {
    psql $ConnectionString -Atc "SELECT Module, count(*), sum(SentBytes) FROM rsync_event WHERE Time >= '2019-03-05' GROUP BY Module ORDER BY 3 DESC NULLS LAST"
}
