#Requires -Version 7.6
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }
<#
    Runs every example on the logs that come with it: each gives something, writes no error, and writes files nowhere but
    where it is told to. Start PowerShell with -NonInteractive.
#>
param(
    [string] $ModulePath = "$PSScriptRoot/../../output/LogStats/LogStats.psd1",
    [string] $AgentPath = "$PSScriptRoot/../../src/LogStats.Agent/bin/Release/net10.0/LogStats.Agent.dll"
)

BeforeDiscovery {
    $examples = @(Get-ChildItem "$PSScriptRoot/../../examples/*.ps1" | ForEach-Object { @{ name = $_.Name; path = $_.FullName } })
    $cannotRunShell = $IsWindows -or -not (Test-Path $AgentPath)
}

BeforeAll {
    Import-Module $ModulePath -Force -ErrorAction Stop
    $folder = [IO.Path]::GetFullPath("$PSScriptRoot/../../examples")
}

Describe 'Example <name>' -ForEach $examples {
    BeforeAll {
        # Pester runs tests under Stop; an example is run as a person runs it.
        $ErrorActionPreference = 'Continue'
        $before = (Get-ChildItem -Recurse $folder).FullName
        $parameters = (Get-Command $path).Parameters.ContainsKey('OutputPath') ? @{ OutputPath = Join-Path $TestDrive 'out' } : @{}
        Push-Location $TestDrive
        try { $output = @(& $path @parameters 2>&1 3>$null) }
        finally { Pop-Location }
    }

    It 'gives something' {
        $output.Count | Should -BeGreaterThan 0
        ($output | Out-String).Trim() | Should -Not -BeNullOrEmpty
    }

    It 'writes no error' {
        $output.Where({ $_ -is [Management.Automation.ErrorRecord] }) | Should -BeNullOrEmpty
    }

    It 'writes no file but where it is told to' {
        (Get-ChildItem -Recurse $folder).FullName | Should -Be $before
        (Get-ChildItem $TestDrive).Name.Where({ $_ -ne 'out' }) | Should -BeNullOrEmpty
    }

    It 'has help with an example' {
        $help = Get-Help $path
        $help.Synopsis | Should -Not -BeNullOrEmpty
        @($help.examples.example).Count | Should -BeGreaterThan 0
    }

    It 'is in the list of examples' {
        Get-Content -Raw "$folder/README.md" | Should -Match ([regex]::Escape("($name)"))
    }
}

Describe 'Example 02' {
    It 'takes only the last day' {
        $csv = Join-Path $TestDrive 'day.csv'
        $null = & "$folder/02-transfers-of-the-last-day.ps1" -OutputPath $csv 3>$null
        $times = [DateTimeOffset[]] (Import-Csv $csv).Time
        $times.Count | Should -Be 4
        ($times | Sort-Object)[-1] - ($times | Sort-Object)[0] | Should -BeLessThan ([timespan]::FromDays(1))
    }
}

Describe 'Example 05' {
    It 'stores each record once' {
        $runs = & "$folder/05-store-it-twice.ps1" -OutputPath (Join-Path $TestDrive 'twice')
        $runs[1].Account | Should -Be '5 stored so far, 6 were there already.'
        $runs[2].Account | Should -Be '0 stored so far, 11 were there already.'
    }
}

Describe 'Example agent.sh' -Skip:$cannotRunShell {
    It 'runs, and stores nothing twice' {
        $env:LOGSTATS = "dotnet $([IO.Path]::GetFullPath($AgentPath))"
        Push-Location "$folder/.."
        try { $output = (sh examples/agent.sh "$TestDrive/agent" 2>&1 | Out-String) }
        finally {
            Pop-Location
            Remove-Item Env:LOGSTATS
        }
        $LASTEXITCODE | Should -Be 0 -Because $output
        $output | Should -Match '0 records stored in .*, 11 were there already'
        (Get-ChildItem "$TestDrive/agent").Name | Should -Contain 'summary.json'
        Get-Content -Raw "$TestDrive/agent/summary.json" | ConvertFrom-Json | ForEach-Object { $_.total.Transfers } | Should -Be 11
    }
}
