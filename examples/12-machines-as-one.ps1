#Requires -Version 7.6
<#
.SYNOPSIS
    Stores the summaries of several machines, and merges them into one for each group.
.DESCRIPTION
    Measures each log on its own, so that it is stored once, however often this runs and whatever the file is called by then.
    A log that has grown takes the place of what it was. Gives the modules, then the days, over all machines.
.PARAMETER Path
    The logs of the machines; wildcards are allowed.
.PARAMETER OutputPath
    The folder of the database stats.db; made if it is missing.
.EXAMPLE
    ./examples/12-machines-as-one.ps1 /mnt/*/log/rsyncd.log* -OutputPath /var/lib/logstats
#>
[CmdletBinding()]
param(
    [string[]] $Path = "$PSScriptRoot/data/rsyncd*",
    [string] $OutputPath = (Join-Path ([IO.Path]::GetTempPath()) 'logstats-machines')
)

Import-Module "$PSScriptRoot/../output/LogStats"

$OutputPath = (New-Item -ItemType Directory -Path $OutputPath -Force).FullName
$database = Join-Path $OutputPath 'stats.db'

foreach ($log in Get-Item $Path) {
    foreach ($by in 'Module', 'Day') {
        Measure-RsyncEvent -LiteralPath $log -GroupBy $by -WarningAction Ignore | Export-LogSqlite $database
    }
}

Import-LogSummary $database -Merge | Where-Object GroupBy -Contains Module
Import-LogSummary $database -Merge | Where-Object GroupBy -Contains Day
