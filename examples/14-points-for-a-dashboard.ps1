#Requires -Version 7.6
<#
.SYNOPSIS
    Sends an access log to InfluxDB, and the rounds of five minutes beside it.
.DESCRIPTION
    Without -Uri it only says what it would do. docs/influxdb.md shows how to make the database and its user. Running it
    again stores nothing twice.
.PARAMETER Path
    The log.
.PARAMETER Uri
    The server, such as http://localhost:8086.
.PARAMETER Database
    The database.
.PARAMETER Credential
    Who may write to it.
.EXAMPLE
    ./examples/14-points-for-a-dashboard.ps1
.EXAMPLE
    ./examples/14-points-for-a-dashboard.ps1 -Uri http://localhost:8086 -Credential logstats
#>
[CmdletBinding()]
param(
    [string] $Path = "$PSScriptRoot/web/access.log",
    [uri] $Uri,
    [string] $Database = 'logs',
    [pscredential] $Credential
)

Import-Module "$PSScriptRoot/../output/LogStats"

$target = @{ Uri = $Uri ?? 'http://localhost:8086'; Database = $Database; WhatIf = -not $Uri }
if ($Credential) { $target.Credential = $Credential }

$requests = Get-ElfRecord -LiteralPath $Path -ReadCount 1000 | Export-LogInfluxDb @target -PassThru
$rounds = Watch-ElfLog -Path $Path -From Beginning -Interval 5m -Timeout 0s | Export-LogInfluxDb @target -PassThru
[pscustomobject]@{
    Stored   = -not $target.WhatIf
    Requests = @($requests).Count
    Rounds   = @($rounds).Count
}
