# Runs every Pester file below -Path and writes one JSON object per test to -ResultPath.
# It exits 0 even when tests failed: the caller counts, and a nonzero exit means that Pester itself could not run.
param(
    [Parameter(Mandatory)] [string] $Path,
    [Parameter(Mandatory)] [string] $ResultPath
)
$ErrorActionPreference = 'Stop'
Import-Module Pester -MinimumVersion 5.0.0 -MaximumVersion 5.99.99

$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Normal'
if ([Console]::IsOutputRedirected) {
    $configuration.Output.RenderMode = 'Plaintext'
}
$run = Invoke-Pester -Configuration $configuration

function ConvertTo-Entry([string] $File, [string] $Name, [string] $Result, $Errors) {
    # Pester's own frames say nothing about the test.
    $reason = @($Errors).ForEach({ $_.Exception.Message; $_.ScriptStackTrace }) -split '\r?\n' -notmatch
        '[\\/](Run)?Pester\.psm?1: line' -join "`n"
    if ($Result -eq 'Skipped') {
        # Set-ItResult words it 'is skipped, because X'; -Skip gives no reason at all.
        $reason = ($reason -split "`n")[0] -replace '^is skipped(, because )?'
    }
    [ordered]@{ file = $File; name = $Name; result = $Result; reason = $reason }
}

$entries = @(
    foreach ($test in $run.Tests | Where-Object Result -ne 'NotRun') {
        $file = Split-Path -Leaf $test.Block.BlockContainer.Item
        ConvertTo-Entry $file $test.ExpandedPath $test.Result $test.ErrorRecord
    }
    # A file that does not parse, or an AfterAll that throws, fails no test of its own.
    foreach ($container in $run.FailedContainers | Where-Object { $_.ErrorRecord }) {
        ConvertTo-Entry (Split-Path -Leaf $container.Item) '' 'Failed' $container.ErrorRecord
    }
    foreach ($block in $run.FailedBlocks | Where-Object { $_.ErrorRecord }) {
        ConvertTo-Entry (Split-Path -Leaf $block.BlockContainer.Item) $block.ExpandedPath 'Failed' $block.ErrorRecord
    }
)
ConvertTo-Json -InputObject $entries | Set-Content -LiteralPath $ResultPath -Encoding utf8NoBOM
exit 0
