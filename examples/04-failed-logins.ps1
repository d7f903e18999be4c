#Requires -Version 7.6
<#
.SYNOPSIS
    Who failed to log in, from where, how often?
.DESCRIPTION
    Gives one object for each address, the most frequent first. The names are what the client sent; the address is the
    daemon's own word.
.PARAMETER Path
    The logs; wildcards are allowed.
.PARAMETER After
    Only what happened at this time or later: a time, or a span back from now such as 2h or 1d.
.EXAMPLE
    ./examples/04-failed-logins.ps1 /var/log/rsyncd.log -After 1d
#>
[CmdletBinding()]
param(
    [string[]] $Path = "$PSScriptRoot/data/rsyncd*",
    [object] $After = '2000-01-01'
)

Import-Module "$PSScriptRoot/../output/LogStats"

Get-RsyncEvent -Path $Path -Kind AuthFailed -After $After |
    Group-Object ClientAddress |
    Sort-Object Count -Descending |
    ForEach-Object {
        [pscustomobject]@{
            ClientAddress = $_.Name
            HostName      = $_.Group[-1].HostName
            Count         = $_.Count
            UserNames     = ($_.Group.UserName | Sort-Object -Unique) -join ', '
            Last          = ($_.Group.Time | Measure-Object -Maximum).Maximum
        }
    }
