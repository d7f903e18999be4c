#Requires -Version 7.6
BeforeAll {
    . "$PSScriptRoot/Common.ps1"

    # Directories of tstat as they are some hours later: the first two were left, the last was written to just now.
    function New-Tree([string] $Name) {
        $root = Join-Path $TestDrive $Name
        foreach ($hour in '2020_06_11_10_00.out', '2020_06_11_11_00.out', '2020_06_11_12_00.out') {
            $null = New-Item -ItemType Directory "$root/$hour"
            foreach ($log in 'log_tcp_complete', 'log_udp_complete') { Set-Content "$root/$hour/$log" '#c_ip:1 c_port:2' }
        }
        $root
    }

    # As if it had been marked then, once its logs were whole.
    function Set-Mark([string] $Path, [timespan] $Ago) {
        [IO.File]::WriteAllText("$Path/.processed", 'processed')
        $then = [DateTime]::UtcNow - $Ago
        foreach ($file in [IO.Directory]::GetFiles($Path)) { [IO.File]::SetLastWriteTimeUtc($file, $then) }
    }
}

Describe 'Directories of tstat' {
    Context 'Parameters' {
        It 'takes objects and paths from the pipeline' {
            foreach ($name in 'Complete-TstatDirectory', 'Remove-TstatDirectory') {
                (Get-Signature $name) -match ' <$' | Should -Be 'InputObject: TstatDirectory[] InputObject! <', 'Path: String[] Path! <'
            }
            (Get-Signature Get-TstatDirectory) -match ' <$' | Should -Be 'Path: String[] Path! <'
        }

        It 'asks before it removes, and not before it marks' {
            $confirm = { param($name) (Get-Command $name).ImplementingType.GetCustomAttributes([Management.Automation.CmdletAttribute], $false).ConfirmImpact }
            & $confirm Remove-TstatDirectory | Should -Be High
            & $confirm Complete-TstatDirectory | Should -Be Medium
        }

        It 'takes states as words, alone or several' {
            $root = New-Tree states
            (Get-TstatDirectory $root -State Ready).Name | Should -Be 2020_06_11_10_00.out, 2020_06_11_11_00.out
            Get-TstatDirectory $root -State Ready, Incomplete | Should -HaveCount 3
            { Get-TstatDirectory $root -State Nope } | Should -Throw -ErrorId 'CannotConvertArgumentNoMessage,*'
            (TabExpansion2 'Get-TstatDirectory . -State ' 28).CompletionMatches.CompletionText | Should -Contain Ready
        }

        It 'takes lengths of time with their unit' {
            $root = New-Tree spans
            (Get-TstatDirectory $root -QuietTime 0s -State Ready).Count | Should -Be 3
            Get-TstatDirectory $root -OlderThan 1h | Should -BeNullOrEmpty
            { Get-TstatDirectory $root -QuietTime 5 } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
        }
    }

    Context 'Input' {
        It 'finds them at any depth, by wildcard, by literal path and by object' {
            $root = New-Tree deep/down
            Get-TstatDirectory "$TestDrive/deep" | Should -HaveCount 3
            Get-TstatDirectory "$TestDrive/de*" | Should -HaveCount 3
            Get-Item $root | Get-TstatDirectory | Should -HaveCount 3
            $root, $root | Get-TstatDirectory | Should -HaveCount 6
            Push-Location $root
            try { (Get-TstatDirectory .).FullName[0] | Should -Be (Get-Item ./2020_06_11_10_00.out).FullName }
            finally { Pop-Location }
        }

        It 'marks by path, by wildcard and by object' {
            $root = New-Tree marks
            Complete-TstatDirectory "$root/2020_06_11_10*"
            Get-Item "$root/2020_06_11_11_00.out" | Complete-TstatDirectory
            "$root/2020_06_11_11_00.out" | Complete-TstatDirectory
            (Get-TstatDirectory $root).State | Should -Be Processed, Processed, Incomplete
            Get-Content -Raw "$root/2020_06_11_10_00.out/.processed" | Should -BeExactly processed
        }

        It 'is delivered, marked and removed in one pipeline' {
            $root = Join-Path $TestDrive delivered
            $rows = [IO.File]::ReadAllLines("$PSScriptRoot/../data/tstat/log_tcp_complete")
            foreach ($hour in '2020_06_11_10_00.out', '2020_06_11_11_00.out', '2020_06_11_12_00.out') {
                $null = New-Item -ItemType Directory "$root/$hour"
                [IO.File]::WriteAllLines("$root/$hour/log_tcp_complete", $rows[0..10])
            }
            Get-TstatDirectory $root -State Ready | ForEach-Object {
                $_ | Get-TstatFlow -As Original | Export-LogText "$TestDrive/delivered.jsonl" -Append
                $_ | Complete-TstatDirectory
            }
            (Get-TstatDirectory $root).State | Should -Be Processed, Processed, Incomplete
            $alone = Get-TstatFlow "$root/2020_06_11_10_00.out/log_tcp_complete" -As Original
            $documents = Get-Content "$TestDrive/delivered.jsonl"
            $documents.Count | Should -Be (2 * $alone.Count)
            $documents[0..($alone.Count - 1)] | Should -Be $alone.ForEach({ "$_" })
            ($documents[0] | ConvertFrom-Json).meta.flow_type | Should -Be tstat

            foreach ($path in (Get-TstatDirectory $root -State Processed).FullName) { Set-Mark $path '2.00:00:01' }
            Get-TstatDirectory $root | Remove-TstatDirectory -Confirm:$false
            (Get-TstatDirectory $root).Name | Should -Be 2020_06_11_12_00.out
            Get-TstatDirectory $root | Get-TstatFlow | Should -BeOfType LogStats.TstatFlow
        }

        It 'gives its logs to Get-TstatFlow' {
            (Get-TstatDirectory (New-Tree flows)).PSPath | Should -Be (Get-TstatDirectory "$TestDrive/flows").FullName
        }
    }

    Context 'Output' {
        It 'tells what is in each' {
            $found = @(Get-TstatDirectory (New-Tree told))
            $found | Should -BeOfType LogStats.TstatDirectory
            $found[0].Time.DateTime | Should -Be ([DateTime] '2020-06-11T10:00')
            Split-Path -Leaf $found[0].LogFiles | Should -Be log_tcp_complete, log_udp_complete
            $found[2].Reason | Should -Match 'no newer directory is beside it'
            $found[0].Reason, $found[0].Processed | Should -Be '', $null
        }

        It 'gives what was marked where it is asked to' {
            $root = New-Tree passthru
            (Get-TstatDirectory $root -State Ready | Complete-TstatDirectory -PassThru).State | Should -Be Processed, Processed
            Get-TstatDirectory $root -State Processed | Complete-TstatDirectory | Should -BeNullOrEmpty
        }

        It 'only tells with -WhatIf' {
            $root = New-Tree whatif
            Get-TstatDirectory $root | Complete-TstatDirectory -WhatIf
            Get-TstatDirectory $root -State Processed | Should -BeNullOrEmpty
            Set-Mark "$root/2020_06_11_10_00.out" '2.00:00:01'
            Get-TstatDirectory $root | Remove-TstatDirectory -WhatIf -Force
            & { $WhatIfPreference = $true; Get-TstatDirectory $root | Remove-TstatDirectory -Force }
            Get-TstatDirectory $root | Should -HaveCount 3
        }

        It 'removes what was marked long enough ago, and tells why others are kept' {
            $root = New-Tree remove
            Set-Mark "$root/2020_06_11_10_00.out" '2.00:00:01'
            Set-Mark "$root/2020_06_11_11_00.out" '1.23:00:00'
            $told = Get-TstatDirectory $root | Remove-TstatDirectory -Force -Verbose 4>&1
            (Get-TstatDirectory $root).Name | Should -Be 2020_06_11_11_00.out, 2020_06_11_12_00.out
            "$told" | Should -Match '2020_06_11_11_00\.out. is kept: it was marked on .* less than 2\.00:00:00 ago'
            "$told" | Should -Match '2020_06_11_12_00\.out. is kept: it is not marked as processed'
            Get-TstatDirectory $root | Remove-TstatDirectory -OlderThan 1d -Confirm:$false
            (Get-TstatDirectory $root).Name | Should -Be 2020_06_11_12_00.out
        }
    }

    Context 'Errors' {
        It 'names every error by id and command' {
            $root = New-Tree errors
            (Get-FirstError { Get-TstatDirectory "$TestDrive/none" }).FullyQualifiedErrorId |
                Should -BeExactly 'PathNotFound,LogStats.PowerShell.Commands.GetTstatDirectoryCommand'
            (Get-FirstError { Get-TstatDirectory "$TestDrive/none*" }).FullyQualifiedErrorId | Should -BeLike 'PathNotFound,*'
            (Get-FirstError { Get-TstatDirectory Env: }).FullyQualifiedErrorId | Should -BeLike 'PathNotFileSystem,*'
            $busy = Get-FirstError { Complete-TstatDirectory "$root/2020_06_11_12_00.out" }
            $busy.FullyQualifiedErrorId | Should -BeExactly 'DirectoryNotReady,LogStats.PowerShell.Commands.CompleteTstatDirectoryCommand'
            $busy.CategoryInfo.Category | Should -Be ResourceBusy
            (Get-FirstError { Remove-TstatDirectory $root }).FullyQualifiedErrorId | Should -BeLike 'FormatMismatch,*'
            Complete-TstatDirectory "$root/2020_06_11_12_00.out" -Force
            Get-TstatDirectory $root -State Processed | Should -HaveCount 1
        }

        It 'goes on with the next' {
            $root = New-Tree next
            $null = New-Item -ItemType Directory "$root/2020_06_11_10_00.out/.processed/in the way" -Force
            $found = Get-TstatDirectory $root -State Ready | Complete-TstatDirectory -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed.FullyQualifiedErrorId | Should -BeLike 'FileWrite,*'
            $failed[0].CategoryInfo.Category | Should -Be WriteError
            (Get-TstatDirectory $root).State | Should -Be Ready, Processed, Incomplete
            $found | Should -BeNullOrEmpty
        }
    }

    Context 'Stopping' {
        It 'stops when enough was taken' {
            Get-TstatDirectory (New-Tree stop) | Select-Object -First 1 | Should -HaveCount 1
        }
    }
}

Describe 'Import-LogStatsConfig of a config.ini' {
    It 'gives parameters and shows no password' {
        Set-Content "$TestDrive/config.ini" '[rabbit]', 'host = ${LOGSTATS_TEST_HOST:mq}', 'port = 5671', 'password = hunter2', 'use_ssl = True',
            '[rabbit_queue_options]', 'durable = False', 'x-max-length = 10'
        $env:LOGSTATS_TEST_HOST = 'mq.example.org'
        try { $config = Import-LogStatsConfig "$TestDrive/config.ini" -WarningVariable told -WarningAction SilentlyContinue }
        finally { Remove-Item Env:LOGSTATS_TEST_HOST }
        $config.Kind | Should -Be TstatIni
        $config.RabbitMqParameters.ComputerName | Should -Be mq.example.org
        $config.RabbitMqParameters.Port | Should -Be 5671
        $config.RabbitMqParameters.UseTls | Should -BeTrue
        $config.RabbitMqParameters.QueueOption.durable | Should -BeFalse
        $config.RabbitMqParameters.QueueOption.'x-max-length' | Should -Be 10
        "$told" | Should -Match 'Line 4 of .*: \[rabbit\] password is not taken over'
        "$told$($config | ConvertTo-Json -Depth 5)" | Should -Not -Match hunter
    }
}
