#Requires -Version 7.6
BeforeAll { . "$PSScriptRoot/Common.ps1" }

Describe 'Export-LogText' {
    Context 'Parameters' {
        It 'chooses the form by the ending of the name' {
            $log = New-Log form.log
            Get-RsyncEvent $log | Export-LogText "$TestDrive/a.csv"
            Get-RsyncEvent $log | Export-LogText "$TestDrive/a.jsonl"
            Get-RsyncEvent $log | Export-LogText "$TestDrive/a.other"
            Get-RsyncEvent $log | Export-LogText "$TestDrive/b.csv" -As Line
            (Import-Csv "$TestDrive/a.csv")[0].Module | Should -Be pub
            (Get-Content "$TestDrive/a.jsonl" | ConvertFrom-Json)[1].Module | Should -Be incoming
            (Get-Content "$TestDrive/a.other" | ConvertFrom-Json)[1].Module | Should -Be incoming
            (Get-Content "$TestDrive/b.csv")[0] | Should -BeLike '* Transfer pub/a *'
        }

        It 'compresses by name or by wish' {
            $log = New-Log gz.log
            Get-RsyncEvent $log | Export-LogText "$TestDrive/c.jsonl.gz"
            Get-RsyncEvent $log | Export-LogText "$TestDrive/c.jsonl" -Compress
            foreach ($name in 'c.jsonl.gz', 'c.jsonl') {
                [Convert]::ToHexString([IO.File]::ReadAllBytes("$TestDrive/$name")[0..1]) | Should -Be 1F8B
            }
        }
    }

    Context 'Input' {
        It 'takes summaries and formats'' matches as rows where they are rows' {
            Measure-RsyncEvent (New-Log rows.log) -GroupBy Module | Export-LogText "$TestDrive/rows.csv"
            (Import-Csv "$TestDrive/rows.csv").Name | Should -Be pub, incoming
        }
    }

    Context 'Output' {
        It 'writes times and sizes so that programs read them' {
            Get-RsyncEvent (New-Log json.log) -TimeZone UTC | Export-LogText "$TestDrive/json.jsonl"
            $row = Get-Content "$TestDrive/json.jsonl" -First 1 | ConvertFrom-Json -DateKind String
            $row.Time | Should -Be '2024-05-01T03:28:03+00:00'
            $row.SentBytes | Should -Be 184494
            $row.Duration | Should -Be 6
        }

        It 'passes on what it was given' {
            Get-RsyncEvent (New-Log pass.log) | Export-LogText "$TestDrive/pass.jsonl" -PassThru | Should -BeOfType LogStats.RsyncEvent
        }

        It 'resolves a path on a drive of the session' {
            $null = New-PSDrive -Name Out -PSProvider FileSystem -Root $TestDrive
            Get-RsyncEvent (New-Log drive.log) | Export-LogText Out:/drive.txt
            "$TestDrive/drive.txt" | Should -Exist
        }
    }

    Context 'Errors' {
        It 'refuses to replace a file when asked not to' {
            $log = New-Log there.log
            Set-Content "$TestDrive/there.txt" old
            $found = Get-FirstError { Get-RsyncEvent $log | Export-LogText "$TestDrive/there.txt" -NoClobber }
            $found.FullyQualifiedErrorId | Should -BeExactly 'SinkConnect,LogStats.PowerShell.Commands.ExportLogTextCommand'
            Get-Content "$TestDrive/there.txt" | Should -Be old
        }

        It 'says that a disk is full' -Skip:(-not (Test-Path /dev/full)) {
            $log = New-Log full.log
            $found = Get-FirstError { Get-RsyncEvent $log | Export-LogText /dev/full -Append }
            $found.FullyQualifiedErrorId | Should -BeLike 'SinkRejected,*'
        }
    }

    Context 'Stopping' {
        It 'ends at once, leaves the old file and nothing beside it' {
            $folder = New-Item -ItemType Directory "$TestDrive/stopped"
            Set-Content "$folder/x.jsonl" old
            $log = New-LongLog stop.gz -Megabytes 100
            $stop = Measure-Stop "Get-RsyncEvent `$Path -Kind File | Export-LogText '$folder/x.jsonl'" $log -AfterMilliseconds 800
            $stop.State | Should -Be Stopped
            $stop.Milliseconds | Should -BeLessThan 2000
            Get-Content "$folder/x.jsonl" | Should -Be old
            Get-ChildItem $folder -Force | Should -HaveCount 1
        }
    }
}
