#Requires -Version 7.6
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }
<#
    The help of the built module against its code: nothing is missing, nothing is too much, both agree, and every example
    of a page runs. Start PowerShell with -NonInteractive.
#>
param(
    [string] $ModulePath = "$PSScriptRoot/../../output/LogStats/LogStats.psd1"
)

BeforeDiscovery {
    . "$PSScriptRoot/HelpFacts.ps1"
    Import-Module $ModulePath -Force -ErrorAction Stop
    $root = "$PSScriptRoot/../.."
    $cmdlets = @(Get-Command -Module LogStats)
    $pages = @($cmdlets | ForEach-Object { @{ name = $_.Name } })
    $parameters = @(foreach ($cmdlet in $cmdlets) {
        (Get-OwnParameter $cmdlet).Name | ForEach-Object { @{ cmdlet = $cmdlet.Name; parameter = $_ } }
    })

    # What runs on another machine, or needs a program that is not there, cannot be tried here.
    $absent = @('ssh', 'journalctl', 'db\.example\.org') + @('sqlite3').Where({ -not (Get-Command $_ -ErrorAction Ignore) })
    $examples = @(foreach ($cmdlet in $cmdlets) {
        foreach ($example in (Get-Help $cmdlet.Name).examples.example) {
            if ($example.code -notmatch "\b($($absent -join '|'))\b") {
                @{ cmdlet = $cmdlet.Name; title = $example.title.Trim('- '); code = $example.code }
            }
        }
    })
    $members = @(foreach ($cmdlet in $cmdlets) {
        foreach ($type in $cmdlet.OutputType.Type.Where({ -not $_.IsInterface -and $_.Namespace -eq 'LogStats' })) {
            Get-ShownProperty $type | ForEach-Object { @{ cmdlet = $cmdlet.Name; member = $_ } }
        }
    })
    $topics = @(Get-ChildItem "$root/docs/en-US/about_*.md" | ForEach-Object { @{ topic = $_.BaseName } })
    $faults = @([enum]::GetNames([LogStats.Faults.FaultId]) | ForEach-Object { @{ fault = $_ } })
    $links = @(Get-ChildItem "$root/*.md", "$root/docs/en-US/*.md", "$root/examples/*.md" |
        ForEach-Object { Get-FileLink $_ })
}

BeforeAll {
    . "$PSScriptRoot/HelpFacts.ps1"
    Import-Module $ModulePath -Force -ErrorAction Stop
    $root = "$PSScriptRoot/../.."
    $docs = "$root/docs/en-US"
}

Describe 'The page of <name>' -ForEach $pages {
    BeforeAll {
        $command = Get-Command -Module LogStats -Name $name
        $help = Get-Help $name
        $page = Get-Content -Raw "$docs/$name.md"
    }

    It 'has the synopsis of its class' {
        $help.Synopsis.Trim() | Should -BeExactly (Get-ClassSummary $command.ImplementingType "$root/src/LogStats.PowerShell/Commands")
    }

    It 'has a description' {
        ($help.description.Text -join '').Length | Should -BeGreaterThan 100
    }

    It 'has three examples or more' {
        @($help.examples.example).Count | Should -BeGreaterOrEqual 3
    }

    It 'describes no parameter that is not there' {
        $help.parameters.parameter.name.Where({ $_ -notin (Get-OwnParameter $command).Name }) | Should -BeNullOrEmpty
    }

    It 'has the parameter sets of the code' {
        (Get-PageSyntax $help | Sort-Object) -join "`n" | Should -BeExactly ((Get-CodeSyntax $command | Sort-Object) -join "`n")
    }

    It 'shows the default parameter set first' {
        if ($command.DefaultParameterSet) {
            $default = $command.ParameterSets.Where({ $_.IsDefault })[0]
            @(Get-PageSyntax $help)[0] | Should -BeExactly @(Get-CodeSyntax $command)[$command.ParameterSets.IndexOf($default)]
        }
    }

    It 'names what it gives' {
        foreach ($type in $command.OutputType.Name) { @($help.returnValues.returnValue.type.name) | Should -Contain $type }
    }

    It 'names only errors that there are' {
        foreach ($match in [regex]::Matches((Get-PageSection $page 'NOTES'), '(?m)^- ([A-Z]\w+):')) {
            $match.Groups[1].Value | Should -BeIn ([enum]::GetNames([LogStats.Faults.FaultId]))
        }
    }
}

Describe '-<parameter> of <cmdlet>' -ForEach $parameters {
    BeforeAll { $help = Get-Help $cmdlet }

    It 'is described' {
        $described = $help.parameters.parameter.Where({ $_.name -eq $parameter })
        ($described.description.Text -join '').Length | Should -BeGreaterThan 10
    }

    It 'is what the code says' {
        $code = Get-CodeFact (Get-Command $cmdlet) $parameter
        $page = Get-PageFact $help $parameter
        foreach ($fact in $code.Keys) { "${fact}: $($page[$fact])" | Should -Be "${fact}: $($code[$fact])" }
    }
}

Describe '<cmdlet> gives <member>' -ForEach $members {
    It 'and its page says so' {
        Get-PageSection (Get-Content -Raw "$docs/$cmdlet.md") 'OUTPUTS' | Should -MatchExactly "\b$member\b"
    }
}

Describe '<cmdlet>, <title>' -ForEach $examples {
    It 'runs' {
        $folder = New-Item -ItemType Directory -Path (Join-Path $TestDrive ([guid]::NewGuid()))
        Copy-Item -Recurse "$root/examples" $folder
        Push-Location $folder
        try { $output = & ([scriptblock]::Create($code)) 2>&1 3>$null 4>$null }
        finally { Pop-Location }
        @($output).Where({ $_ -is [Management.Automation.ErrorRecord] }) | Should -BeNullOrEmpty
    }
}

Describe 'The topic <topic>' -ForEach $topics {
    It 'is in the module' {
        "$(Get-Help $topic)" | Should -Match 'LONG DESCRIPTION'
    }

    It 'has a short description that fits on a line' {
        $brief = (Get-PageSection (Get-Content -Raw "$docs/$topic.md") 'SHORT DESCRIPTION').Trim()
        $brief.Length | Should -BeIn (1..75)
    }
}

Describe 'The error <fault>' -ForEach $faults {
    It 'is in about_LogStats, with its category' {
        $method = [LogStats.PowerShell.Commands.GetRsyncEventCommand].Assembly.GetType('LogStats.PowerShell.Errors.FaultErrors').GetMethod('CategoryOf')
        $category = $method.Invoke($null, @([LogStats.Faults.FaultId]::$fault))
        Get-Content -Raw "$docs/about_LogStats.md" | Should -MatchExactly "(?m)^\| $fault \| $category \|"
    }
}

Describe 'The link to <address> in <file>' -ForEach $links {
    It 'leads to a file' {
        Test-Path -LiteralPath $target | Should -BeTrue
    }
}
