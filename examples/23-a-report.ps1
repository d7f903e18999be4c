#Requires -Version 7.6
<#
.SYNOPSIS
    Makes one HTML file of logs of different families.
.DESCRIPTION
    Charts and tables in one file that needs no network: a time and a search recompute everything that is shown.
    The summaries in it can be read back.
.PARAMETER Report
    The HTML file.
.EXAMPLE
    ./examples/23-a-report.ps1 -Report ./report.html
#>
[CmdletBinding()]
param(
    [string] $Report = (Join-Path ([System.IO.Path]::GetTempPath()) 'logstats-report.html')
)

Import-Module "$PSScriptRoot/../output/LogStats"

& {
    Measure-ElfLog "$PSScriptRoot/web/access.log" -ForReport
    Measure-PgBouncer "$PSScriptRoot/pgbouncer/pgbouncer.log" -ForReport
    Measure-RsyncEvent "$PSScriptRoot/data/rsyncd.log" -ForReport
} | Export-LogReport $Report -Title 'Our servers'
Import-LogSummary $Report | Where-Object { $_.GroupBy.Count -eq 0 }
