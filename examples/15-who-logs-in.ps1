#Requires -Version 7.6
<#
.SYNOPSIS
    Who logs in through pgbouncer, how often in vain, and when for the last time?
.DESCRIPTION
    Gives one object for each user and database, the most frequent first, and then why connections ended and what clients
    were told. The names are what the clients sent.
.PARAMETER Path
    The logs; wildcards are allowed.
.PARAMETER After
    Only what happened at this time or later: a time, or a span back from now such as 2h or 1d.
.EXAMPLE
    ./examples/15-who-logs-in.ps1 /var/log/postgresql/pgbouncer.log* -After 1d
#>
[CmdletBinding()]
param(
    [string[]] $Path = "$PSScriptRoot/pgbouncer/pgbouncer.log",
    [object] $After = '2000-01-01'
)

Import-Module "$PSScriptRoot/../output/LogStats"

Measure-PgBouncer -Path $Path -After $After -GroupBy User, Database -Top 10 |
    Where-Object Logins |
    Select-Object UserName, Database, Logins, LoginsFailed, Sessions, SessionTime, FirstLogin, LastLogin |
    Format-Table

Measure-PgBouncer -Path $Path -After $After -Type Close, PoolerError -GroupBy Type, Reason -Top 15 |
    Select-Object Type, Reason, Events, First, Last |
    Format-Table
