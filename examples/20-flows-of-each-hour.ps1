#Requires -Version 7.6
<#
.SYNOPSIS
    Stores the flows of each hour that tstat has left, once, and marks it.
.DESCRIPTION
    Works on a copy of the hour in examples/tstat. An hour is marked only once all of it is stored; a second run finds
    nothing to do. What was marked two days ago would be removed in the end; here it is only shown.
.PARAMETER Path
    The directory that tstat writes its own into.
.PARAMETER OutputPath
    The folder with the copy and the database; made if it is missing.
.EXAMPLE
    ./examples/20-flows-of-each-hour.ps1 -OutputPath ./flows
#>
[CmdletBinding()]
param(
    [string] $Path = "$PSScriptRoot/tstat",
    [string] $OutputPath = (Join-Path ([IO.Path]::GetTempPath()) 'logstats-flows')
)

Import-Module "$PSScriptRoot/../output/LogStats"

$root = Join-Path (New-Item -ItemType Directory -Path $OutputPath -Force).FullName 'tstat'
if (-not (Test-Path $root)) { Copy-Item -Recurse $Path $root }

foreach ($run in 1, 2) {
    # The copy is of just now, and no tstat writes into it: it need not be quiet for two hours.
    Get-TstatDirectory $root -State Ready -QuietTime 0s | ForEach-Object {
        $_ | Get-TstatFlow -MinimumSize 1MB -WarningAction Ignore | Export-LogSqlite (Join-Path $OutputPath 'flows.db') -ErrorAction Stop
        $_ | Complete-TstatDirectory -QuietTime 0s -ErrorAction Stop
    }

    [pscustomobject]@{ Run = $run; Processed = @(Get-TstatDirectory $root -State Processed).Count; Waiting = @(Get-TstatDirectory $root -State Ready -QuietTime 0s).Count }
}

Get-TstatDirectory $root | Remove-TstatDirectory -OlderThan 0s -WhatIf
