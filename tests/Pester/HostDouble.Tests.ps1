#Requires -Version 7.6
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }
<#
    Checks the host double itself: its sample cmdlets, compiled here against the engine, must pass the very scenarios
    they pass on the double. Where the two disagree, the double is wrong. Start PowerShell with -NonInteractive.
#>
BeforeDiscovery {
    . "$PSScriptRoot/ScenarioTable.ps1"
    $samples = "$PSScriptRoot/../LogStats.PowerShell.Tests/HostTests"
    $scenarios = @(Get-ScenarioRow -Path "$samples/Scenarios")
}

BeforeAll {
    . "$PSScriptRoot/ScenarioTable.ps1"
    . "$PSScriptRoot/ScenarioValue.ps1"
    $sources = Get-ChildItem "$PSScriptRoot/../LogStats.PowerShell.Tests/HostTests/Samples" -Filter *.cs
    $types = Add-Type -Path $sources.FullName -PassThru
    Import-Module -Assembly $types[0].Assembly -Force
}

Describe 'Sample <file>: <name>' -ForEach $scenarios {
    It 'behaves in the engine as on the double' {
        Get-ScenarioDifference -Scenario $scenario -Parent $TestDrive | Should -BeExactly ''
    }
}
