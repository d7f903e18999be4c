#Requires -Version 7.6
<#
.SYNOPSIS
    Whom would a watch over pgbouncer have missed, and what was the day?
.DESCRIPTION
    Replays a log by its own time and gives each alert and recovery that it would have given, and then the report of all.
    Leave -From and -Timeout out, and name a -Checkpoint, to watch a log that is being written.
.PARAMETER Path
    The logs; wildcards are allowed.
.PARAMETER Threshold
    How long each may stay away, by user or user@database; a number is minutes.
.EXAMPLE
    ./examples/12-who-is-missed.ps1 /var/log/postgresql/pgbouncer.log -Threshold @{ postgres = 1; 'poc@shop' = '90s' }
#>
[CmdletBinding()]
param(
    [string[]] $Path = "$PSScriptRoot/pgbouncer/pgbouncer.log",
    [hashtable] $Threshold = @{ postgres = '5s'; nobody = '10s' },
    [object] $After = '2000-01-01'
)

Import-Module "$PSScriptRoot/../output/LogStats"

Watch-PgBouncer -Path $Path -Threshold $Threshold -From Beginning -Timeout 0s | Where-Object Time -ge $After
Watch-PgBouncer -Path $Path -From Beginning -Timeout 0s -ReportNow -As Original
