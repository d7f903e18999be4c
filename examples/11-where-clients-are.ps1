#Requires -Version 7.6
<#
.SYNOPSIS
    Where do the clients of a web server come from, and what do they get?
.DESCRIPTION
    Calls, errors and bytes by country, without an object for a line. Any database in MaxMind's format will do, such as
    GeoLite2-City.mmdb; the one that comes with the examples knows only the addresses that are kept for examples.
.PARAMETER Path
    Access logs of any server; wildcards are allowed.
.PARAMETER GeoDatabase
    One or several geo databases.
.PARAMETER By
    Country, City or Asn.
.EXAMPLE
    ./examples/11-where-clients-are.ps1 /var/log/nginx/access.log* -GeoDatabase GeoLite2-City.mmdb -By City
#>
[CmdletBinding()]
param(
    [string[]] $Path = "$PSScriptRoot/web/access.log",
    [string[]] $GeoDatabase = "$PSScriptRoot/web/clients.mmdb",
    [ValidateSet('Country', 'City', 'Asn')] [string] $By = 'Country'
)

Import-Module "$PSScriptRoot/../output/LogStats"

Measure-ElfLog -Path $Path -GeoDatabase $GeoDatabase -GroupBy $By -GroupClients -Top 20 | ForEach-Object {
    [pscustomobject]@{
        $By     = $_.Name
        Calls   = $_.Calls
        Clients = $_.Clients
        Failed  = '{0:p1}' -f (($_.ClientErrors + $_.ServerErrors) / $_.Calls)
        Bytes   = $_.SentBytes
        P90     = $_.P90
    }
}
