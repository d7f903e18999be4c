#Requires -Version 7.6
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }
<#
    The scenario table in a real PowerShell, against the built module. tests/scenarios/README.md describes the
    table; ScenarioTests.cs runs it on the host double. Start PowerShell with -NonInteractive: a scenario about a
    missing mandatory parameter would otherwise be asked for it.
#>
param(
    [string] $ModulePath = "$PSScriptRoot/../../output/LogStats/LogStats.psd1",
    [string] $ScenarioPath = "$PSScriptRoot/../scenarios"
)

BeforeDiscovery {
    . "$PSScriptRoot/ScenarioTable.ps1"
    $scenarios = @(Get-ScenarioRow -Path $ScenarioPath)
}

BeforeAll {
    . "$PSScriptRoot/ScenarioTable.ps1"
    . "$PSScriptRoot/ScenarioValue.ps1"
    Import-Module $ModulePath -Force -ErrorAction Stop
}

Describe 'Scenario <file>: <name>' -ForEach $scenarios {
    It 'behaves' {
        Get-ScenarioDifference -Scenario $scenario -Parent $TestDrive | Should -BeExactly ''
    }
}
