#Requires -Version 7.6
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }
<#
    The README is what a newcomer types: its PowerShell runs as it stands, its shell block is two lines, and the program
    knows every option in it. Start PowerShell with -NonInteractive.
#>
param(
    [string] $ModulePath = "$PSScriptRoot/../../output/LogStats/LogStats.psd1",
    [string] $AgentPath = "$PSScriptRoot/../../src/LogStats.Agent/bin/Release/net10.0/LogStats.Agent.dll"
)

BeforeDiscovery {
    $root = "$PSScriptRoot/../.."
    $texts = @('README.md', 'docs/en-US/about_LogStats.md', 'examples/agent.sh')
    $uses = @(foreach ($text in $texts) {
        foreach ($line in (Get-Content -Raw "$root/$text") -split '\r?\n') {
            foreach ($use in [regex]::Matches($line, '(?:logstats|\$LOGSTATS"?|run) (read|measure|resolve|formats|demo)\b(.*)')) {
                # Without what the shell does by itself.
                $rest = ($use.Groups[2].Value -replace '\$\(.*?\)' -split '[|>#]')[0]
                $options = @([regex]::Matches($rest, '(?<= )--?[a-z][a-z-]*').ForEach({ $_.Value }))
                if ($options) { @{ text = $text; verb = $use.Groups[1].Value; options = $options } }
            }
        }
    })
    $noAgent = -not (Test-Path $AgentPath)
}

BeforeAll {
    $root = [IO.Path]::GetFullPath("$PSScriptRoot/../..")
    $readme = Get-Content -Raw "$root/README.md"

    function Get-Block([string] $Language) {
        [regex]::Matches($readme, "(?ms)^``````$Language\r?\n(.*?)^``````").ForEach({ $_.Groups[1].Value.TrimEnd() })
    }
}

Describe 'README.md' {
    It 'gets along with two lines of shell' {
        $lines = @(@(Get-Block 'sh')[0] -split '\r?\n')
        $lines.Count | Should -Be 2
        $lines | Should -Match '^dotnet run --project '
    }

    It 'has PowerShell that runs as it stands' {
        Copy-Item -Recurse "$root/examples" $TestDrive
        $null = New-Item -ItemType Directory "$TestDrive/output"
        Copy-Item -Recurse (Split-Path $ModulePath) "$TestDrive/output/LogStats"
        foreach ($block in Get-Block 'powershell') {
            Set-Content "$TestDrive/block.ps1" "`$ErrorActionPreference = 'Stop'`n$block"
            Push-Location $TestDrive
            try { $output = pwsh -NoProfile -NonInteractive -File block.ps1 2>&1 | Out-String }
            finally { Pop-Location }
            $LASTEXITCODE | Should -Be 0 -Because $output
            $output | Should -Match 'rsyncd'
        }
        "$TestDrive/stats.db" | Should -Exist
    }
}

Describe 'logstats <verb> <options> in <text>' -ForEach $uses -Skip:$noAgent {
    It 'has only options that there are' {
        $known = [regex]::Matches((dotnet $AgentPath $verb --help | Out-String), '(?<=[ ,])--?[a-z][a-z-]*').Value
        foreach ($option in $options) { $option | Should -BeIn $known }
    }
}
