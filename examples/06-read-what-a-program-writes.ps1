#Requires -Version 7.6
<#
.SYNOPSIS
    Reads a log that another program writes: the journal, or ssh from another machine.
.DESCRIPTION
    Runs a command and reads its lines while they come. Nothing is copied to a file first. The journal knows the year and
    the zone of each line; a syslog file knows neither, so name the zone of the machine that wrote it.
.PARAMETER Command
    What writes the lines.
.PARAMETER TimeZone
    The zone of stamps that name none.
.EXAMPLE
    ./examples/06-read-what-a-program-writes.ps1 { journalctl -u rsync -o json --since yesterday }
.EXAMPLE
    ./examples/06-read-what-a-program-writes.ps1 { ssh mirror2 cat /var/log/rsyncd.log } -TimeZone Europe/Paris
#>
[CmdletBinding()]
param(
    [scriptblock] $Command = { Get-Content "$PSScriptRoot/data/rsyncd-syslog.log" },
    [string] $TimeZone = 'UTC'
)

Import-Module "$PSScriptRoot/../output/LogStats"

& $Command | Get-RsyncEvent -Kind Session -TimeZone $TimeZone |
    Group-Object State |
    Sort-Object Count -Descending |
    Select-Object Count, @{ Name = 'State'; Expression = { $_.Name } }
