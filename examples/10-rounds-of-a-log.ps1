#Requires -Version 7.6
<#
.SYNOPSIS
    Calls, errors and latency of a web server, round by round.
.DESCRIPTION
    Reads what is there in rounds and ends. Leave -Timeout out of the command to follow the log for ever, and add
    -Checkpoint to go on after a restart where the last watch ended.
.PARAMETER Path
    Access logs of any server; wildcards are allowed.
.PARAMETER Interval
    How long a round is.
.EXAMPLE
    ./examples/10-rounds-of-a-log.ps1 /var/log/nginx/access.log -Interval 1h
#>
[CmdletBinding()]
param(
    [string[]] $Path = "$PSScriptRoot/web/access.log",
    [string] $Interval = '15m'
)

Import-Module "$PSScriptRoot/../output/LogStats"

Watch-ElfLog -Path $Path -From Beginning -Interval $Interval -Timeout 0s | ForEach-Object {
    [pscustomobject]@{
        Begin  = $_.Round.Started.ToString('yyyy-MM-dd HH:mm')
        Calls  = $_.Calls
        Failed = '{0:p1}' -f ($_.ServerErrors / [math]::Max($_.Calls, 1))
        P90    = $_.P90
        Bar    = '#' * [math]::Min($_.Calls, 60)
    }
}
