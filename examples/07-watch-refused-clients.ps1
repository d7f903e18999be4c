#Requires -Version 7.6
<#
.SYNOPSIS
    Shows clients that were turned away or failed to log in, as they come.
.DESCRIPTION
    Reads what a log holds and ends. With -Wait it stays, and gives an object for each refusal that is logged from then on,
    until you press Ctrl+C. It follows the file that is open: after a rotation, start it again.
.PARAMETER Path
    The log.
.PARAMETER Wait
    Skips what is there and waits for more.
.EXAMPLE
    ./examples/07-watch-refused-clients.ps1 /var/log/rsyncd.log -Wait
#>
[CmdletBinding()]
param(
    [string] $Path = "$PSScriptRoot/data/rsyncd-syslog.log",
    [switch] $Wait
)

Import-Module "$PSScriptRoot/../output/LogStats"

$from = $Wait ? @{ Wait = $true; Tail = 0 } : @{}
Get-Content -LiteralPath $Path @from |
    Get-RsyncEvent -Kind Denied, AuthFailed
