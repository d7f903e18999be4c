#Requires -Version 7.6
BeforeAll {
    . "$PSScriptRoot/Common.ps1"

    $Hour = [IO.Path]::GetFullPath("$PSScriptRoot/../../examples/tstat/2020_06_11_19_00.out")
    $Tcp = "$Hour/log_tcp_complete"
    $Udp = "$Hour/log_udp_complete"
    function Complete([string] $Line) { (TabExpansion2 $Line $Line.Length).CompletionMatches }
}

Describe 'Get-TstatFlow' {
    Context 'Parameters' {
        It 'has one pipeline parameter in each set' {
            (Get-Signature Get-TstatFlow) -match ' <$' | Should -Be 'InputObject: String[] InputObject! <'
        }

        It 'takes all that there is unless a size is asked for' {
            @(Get-TstatFlow $Tcp).Count | Should -Be 416
            $large = Get-TstatFlow $Tcp -MinimumSize 1GB -WarningAction Ignore
            $large.Count | Should -BeGreaterThan 3
            ($large.Bytes | Measure-Object -Minimum).Minimum | Should -BeGreaterOrEqual 1GB
        }

        It 'chooses by protocol, direction and time' {
            (Get-TstatFlow $Hour -Protocol Udp -WarningAction Ignore).Protocol | Sort-Object -Unique | Should -Be Udp
            (Get-TstatFlow $Udp -Direction Out).Direction | Sort-Object -Unique | Should -Be Out
            @(Get-TstatFlow $Tcp -After 2021-01-01 -WarningAction Ignore).Count | Should -Be 0
            { Get-TstatFlow $Udp -Direction Sideways } | Should -Throw -ErrorId 'CannotConvertArgumentNoMessage,*'
        }

        It 'completes words' {
            (Complete 'Get-TstatFlow x -Protocol U').CompletionText | Should -Be Udp
            (Complete 'Get-TstatFlow x -As Or').CompletionText | Should -Be Original
            (Complete 'Get-TstatFlow x -Format tstat-u').CompletionText | Should -Be tstat-udp
            (Complete 'Measure-TstatFlow x -GroupBy DestinationN').CompletionText | Should -Be DestinationNetwork
        }
    }

    Context 'Input' {
        It 'reads a directory, TCP first' {
            $both = Get-TstatFlow $Hour -WarningAction Ignore
            $both.Count | Should -Be (416 + 213)
            $both[0].Protocol | Should -Be Tcp
            $both[-1].Protocol | Should -Be Udp
            @(Get-Item $Hour | Get-TstatFlow -WarningAction Ignore).Count | Should -Be $both.Count
            @(Get-TstatFlow "$(Split-Path $Hour)/*.out" -WarningAction Ignore).Count | Should -Be $both.Count
        }

        It 'reads gzip, and lines of the pipeline' {
            New-Item -ItemType Directory "$TestDrive/1.out" | Out-Null
            $in = [IO.File]::OpenRead($Udp); $out = [IO.Compression.GZipStream]::new([IO.File]::Create("$TestDrive/1.out/log_udp_complete.gz"), [IO.Compression.CompressionMode]::Compress)
            $in.CopyTo($out); $out.Dispose(); $in.Dispose()
            @(Get-TstatFlow "$TestDrive/1.out").Count | Should -Be 213
            @(Get-Content $Udp | Get-TstatFlow).Count | Should -Be 213
            @(Get-Content $Udp -ReadCount 50 | Get-TstatFlow).Count | Should -Be 213
        }

        It 'counts what is torn, too long or no number, and shows the first' {
            Get-TstatFlow $Tcp -WarningVariable said -WarningAction SilentlyContinue | Out-Null
            "$said" | Should -Match '5 of 220 lines could not be read'
            Get-TstatFlow $Tcp -RejectPath "$TestDrive/torn" -InvalidLine Skip | Out-Null
            @(Get-Content "$TestDrive/torn").Count | Should -Be 5
        }

        It 'is found by Resolve-LogFormat' {
            (Resolve-LogFormat $Udp)[0].Name | Should -Be tstat-udp
        }
    }

    Context 'Output' {
        It 'gives flows with units' {
            $flow = @(Get-TstatFlow $Udp -TimeZone UTC)[0]
            $flow | Should -BeOfType LogStats.TstatFlow
            $flow.Duration | Should -Be ([timespan]::FromSeconds(1.772))
            $flow.BitsPerSecond | Should -Be 1129
            $flow.Start.ToString('o') | Should -Be '2022-01-15T00:00:03.1175950+00:00'
        }

        It 'gives the documents of the original, which are the same as JSON anywhere' {
            $golden = Get-Content "$PSScriptRoot/../data/tstat/log_tcp_complete.golden.jsonl"
            $documents = Get-TstatFlow $Tcp -As Original -Sensor sensor-1 -WarningAction Ignore
            $documents.Count | Should -Be $golden.Count
            $documents | Export-LogText "$TestDrive/documents.jsonl"
            Get-Content "$TestDrive/documents.jsonl" | Should -BeExactly $golden
            $documents[0] | ConvertTo-Json -Compress -Depth 5 | Should -BeExactly $golden[0]
            $documents[0].values.num_bits | Should -Be 5928
        }

        It 'gives the mistakes to whoever asks' {
            (Get-TstatFlow $Udp -As Original -Legacy | Select-Object -First 1).values.bits_per_second | Should -BeGreaterThan 1100000
            (Get-TstatFlow $Udp -As Original | Select-Object -First 1).values.bits_per_second | Should -Be 1128.67
        }

        It 'gives rows of other logs by the names of their columns' {
            '#c_ip:1 c_port:2 nick:3', '192.0.2.4 40112 -' | Set-Content "$TestDrive/log_chat_complete"
            $row = Get-TstatFlow "$TestDrive/log_chat_complete"
            $row | Should -BeOfType LogStats.TstatRow
            $row.Log | Should -Be log_chat_complete
            $row.Columns.c_port | Should -Be 40112
            $row.Columns.nick | Should -BeNullOrEmpty
        }

        It 'is stored once, however often it is given' {
            foreach ($time in 1, 2) { Get-TstatFlow $Udp | Export-LogSqlite "$TestDrive/flows.db" }
            "$(Get-TstatFlow $Udp | Export-LogSqlite "$TestDrive/flows.db" -Verbose 4>&1)" | Should -Match '213'
        }
    }

    Context 'Errors' {
        It 'refuses a log without a header, and reads the next' {
            Get-Content $Udp | Select-Object -Skip 1 | Set-Content "$TestDrive/headless"
            $flows = Get-TstatFlow "$TestDrive/headless", $Udp -ErrorVariable found -ErrorAction SilentlyContinue
            $flows.Count | Should -Be 213
            $found[0].FullyQualifiedErrorId | Should -BeExactly 'TstatHeaderMissing,LogStats.PowerShell.Commands.GetTstatFlowCommand'
            (Get-FirstError { Get-Content "$TestDrive/headless" | Get-TstatFlow }).FullyQualifiedErrorId | Should -BeLike 'TstatHeaderMissing,*'
            (Get-FirstError { Measure-TstatFlow "$TestDrive/headless" }).FullyQualifiedErrorId | Should -BeLike 'TstatHeaderMissing,*'
        }

        It 'names every error by id and command' {
            (Get-FirstError { Get-TstatFlow "$TestDrive/none.log" }).FullyQualifiedErrorId | Should -BeExactly 'PathNotFound,LogStats.PowerShell.Commands.GetTstatFlowCommand'
            (Get-FirstError { Get-TstatFlow $Udp -Legacy }).FullyQualifiedErrorId | Should -BeLike 'ConfigInvalid,*'
            (Get-FirstError { Get-TstatFlow $TestDrive }).FullyQualifiedErrorId | Should -BeLike 'FileOpen,*'
        }
    }

    Context 'Stopping' {
        It 'reads no more than is taken' {
            @(Get-TstatFlow $Tcp -WarningVariable said | Select-Object -First 3).Count | Should -Be 3
            $said | Should -BeNullOrEmpty
        }
    }
}

Describe 'Measure-TstatFlow' {
    It 'has one pipeline parameter in each set' {
        (Get-Signature Measure-TstatFlow) -match ' <$' | Sort-Object | Should -Be @(
            'InputObject: TstatFlow[] InputObject! <', 'Line: String[] Line! <')
    }

    It 'adds up what the flows are' {
        $flows = Get-TstatFlow $Tcp -WarningAction Ignore
        $total = Measure-TstatFlow $Tcp -WarningAction Ignore
        $total | Should -BeOfType LogStats.TstatSummary
        $total.Flows | Should -Be $flows.Count
        $total.Bytes | Should -Be ($flows | Measure-Object Bytes -Sum).Sum
        $total.RetransmittedPackets | Should -Be ($flows | Measure-Object RetransmittedPackets -Sum).Sum
        $total.Lines.Rejected | Should -Be 5
        (Measure-TstatFlow $Udp).EmptyDirections | Should -BeGreaterThan 10
    }

    It 'gives the same from files, lines and records, by any grouping' {
        foreach ($group in [Enum]::GetNames([LogStats.TstatGroup])) {
            $file = Measure-TstatFlow $Udp -GroupBy $group | Select-Object * -ExcludeProperty SourceId | ConvertTo-Json -Depth 5
            Get-Content $Udp | Measure-TstatFlow -GroupBy $group | Select-Object * -ExcludeProperty SourceId | ConvertTo-Json -Depth 5 | Should -BeExactly $file -Because $group
            Get-TstatFlow $Udp | Measure-TstatFlow -GroupBy $group | Select-Object * -ExcludeProperty SourceId | ConvertTo-Json -Depth 5 | Should -BeExactly $file -Because $group
        }
    }

    It 'shows the top talkers first, in networks of any length' {
        $top = Measure-TstatFlow $Tcp -GroupBy SourceNetwork -PrefixLength 16 -Top 3 -WarningAction Ignore
        $top.Count | Should -Be 3
        $top[0].Bytes | Should -BeGreaterOrEqual $top[1].Bytes
        $top.SourceNetwork | Should -Contain '192.168.0.0/16'
    }

    It 'is stored and comes back' {
        Measure-TstatFlow $Udp -GroupBy Port | Export-LogSqlite "$TestDrive/sums.db"
        $again = Import-LogSummary "$TestDrive/sums.db"
        $again | Should -BeOfType LogStats.TstatSummary
        ($again | Measure-Object Bytes -Sum).Sum | Should -Be (Measure-TstatFlow $Udp).Bytes
    }

    It 'is shown as a list of all or a table of groups' {
        Measure-TstatFlow $Tcp -WarningAction Ignore | Out-String | Should -Match 'Round trips'
        Measure-TstatFlow $Tcp -GroupBy Port -WarningAction Ignore | Out-String -Width 150 | Should -Match 'Name\s+Flows\s+Size'
    }
}
