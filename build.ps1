#!/usr/bin/env pwsh
<#
.SYNOPSIS
    The door to tools/LogStats.Build for those who live in PowerShell.
.DESCRIPTION
    Builds, tests, measures, documents, packs or cleans. It adds nothing to the tool: without PowerShell, run
    dotnet run --project tools/LogStats.Build -- test
.EXAMPLE
    ./build.ps1 -Task Test
.EXAMPLE
    ./build.ps1 -Task Bench --filter *Rsync*
#>
[CmdletBinding(PositionalBinding = $false)]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Bench', 'Docs', 'Pack', 'Clean')]
    [string] $Task = 'Build',

    [ValidateSet('Release', 'Debug')]
    [string] $Configuration = 'Release',

    # What else the tool understands, such as --ready-to-run; for Bench, whatever the benchmarks understand.
    [Parameter(ValueFromRemainingArguments)]
    [string[]] $Rest = @()
)

$project = Join-Path $PSScriptRoot 'tools' 'LogStats.Build'
& dotnet run --project $project -- $Task.ToLowerInvariant() --configuration $Configuration @Rest
exit $LASTEXITCODE
