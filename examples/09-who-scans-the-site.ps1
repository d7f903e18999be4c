#Requires -Version 7.6
<#
.SYNOPSIS
    Which clients ask for what is not there?
.DESCRIPTION
    Scanners ask for pages that no site has. Clients with a share of such answers, and what they asked for.
.PARAMETER Path
    Access logs of any server; wildcards are allowed.
.PARAMETER AtLeast
    How many such answers make a client worth a look.
.EXAMPLE
    ./examples/09-who-scans-the-site.ps1 /var/log/apache2/access.log -AtLeast 20
#>
[CmdletBinding()]
param(
    [string[]] $Path = "$PSScriptRoot/web/access.log",
    [int] $AtLeast = 1
)

Import-Module "$PSScriptRoot/../output/LogStats"

Get-ElfRecord -Path $Path -Status 400, 404 | Group-Object ClientAddress | Where-Object Count -ge $AtLeast |
    Sort-Object Count -Descending | ForEach-Object {
        [pscustomobject]@{
            Client = $_.Name
            Count  = $_.Count
            First  = $_.Group[0].Time
            Asked  = ($_.Group.RequestPath | Sort-Object -Unique) -join ' '
        }
    }
