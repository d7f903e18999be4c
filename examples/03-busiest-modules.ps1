#Requires -Version 7.6
<#
.SYNOPSIS
    Which modules, hosts and days were the busiest?
.PARAMETER Path
    The logs; wildcards are allowed.
.PARAMETER Top
    How many of each.
.EXAMPLE
    ./examples/03-busiest-modules.ps1 /var/log/rsyncd.log* -Top 10
#>
[CmdletBinding()]
param(
    [string[]] $Path = "$PSScriptRoot/data/rsyncd*",
    [int] $Top = 5
)

Import-Module "$PSScriptRoot/../output/LogStats"

# One warning about refused lines is enough.
Measure-RsyncEvent -Path $Path -GroupBy Module -Top $Top
Measure-RsyncEvent -Path $Path -GroupBy HostName -Top $Top -WarningAction Ignore
Measure-RsyncEvent -Path $Path -GroupBy Day, Operation -Top $Top -WarningAction Ignore
