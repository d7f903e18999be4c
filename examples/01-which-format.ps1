#Requires -Version 7.6
<#
.SYNOPSIS
    Which format is each log in, and what does not fit?
.DESCRIPTION
    Looks at the first lines of each file. Score is the share of lines that fit; FirstMiss is the first that does not.
    In a syslog file that is a line of another program, which does no harm.
.PARAMETER Path
    The logs; wildcards are allowed.
.EXAMPLE
    ./examples/01-which-format.ps1 /var/log/*rsync*
#>
[CmdletBinding()]
param([string[]] $Path = "$PSScriptRoot/data/rsyncd*")

Import-Module "$PSScriptRoot/../output/LogStats"

Resolve-LogFormat -Path $Path | ForEach-Object {
    [pscustomobject]@{
        File      = Split-Path -Leaf $_.Path
        Format    = $_.Name
        Score     = '{0:p1}' -f $_.Score
        FirstMiss = $_.FirstMiss
    }
}
