#Requires -Version 7.6
<#
.SYNOPSIS
    The transfers of the last day of a log, as a CSV file.
.DESCRIPTION
    The last day is counted back from the last entry, so that old logs work too. For a log that is being written,
    'Get-RsyncEvent rsyncd.log -After 1d' counts back from now.
.PARAMETER Path
    The logs; wildcards are allowed.
.PARAMETER OutputPath
    The CSV file. With the ending .csv.gz it is compressed.
.EXAMPLE
    ./examples/02-transfers-of-the-last-day.ps1 /var/log/rsyncd.log -OutputPath yesterday.csv
#>
[CmdletBinding()]
param(
    [string[]] $Path = "$PSScriptRoot/data/rsyncd.log",
    [string] $OutputPath = (Join-Path ([IO.Path]::GetTempPath()) 'logstats-last-day.csv')
)

Import-Module "$PSScriptRoot/../output/LogStats"

# Reading twice is cheap: the first time no object is made.
$all = Measure-RsyncEvent -Path $Path
if ($null -eq $all.Last) { return }

Get-RsyncEvent -Path $Path -After $all.Last.AddDays(-1) -WarningAction Ignore | Export-LogText -Path $OutputPath
Get-Item -LiteralPath $OutputPath
