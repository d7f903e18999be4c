#Requires -Version 7.6
BeforeAll { . "$PSScriptRoot/Common.ps1" }

Describe 'Measure-RsyncEvent' {
    Context 'Parameters' {
        It 'has at most one pipeline parameter in each set' {
            (Get-Signature Measure-RsyncEvent) -match ' <$' | Sort-Object | Should -Be @(
                'InputObject: RsyncEvent[] InputObject! <', 'Line: String[] Line! <')
        }

        It 'takes groups as words' {
            $log = New-Log words.log
            (Measure-RsyncEvent $log -GroupBy Day, module).Name | Should -Be '2024-05-01, pub', '2024-05-02, incoming'
            { Measure-RsyncEvent $log -GroupBy Nope } | Should -Throw -ErrorId 'CannotConvertArgumentNoMessage,*'
        }
    }

    Context 'Input' {
        It 'tells records, lines and files apart' {
            $log = New-Log input.log
            (Get-RsyncEvent $log -Kind All | Measure-RsyncEvent).FilesSent | Should -Be 1
            (Get-Content $log | Measure-RsyncEvent).Lines.Read | Should -Be 8
            (Get-Content $log -ReadCount 5 | Measure-RsyncEvent).Lines.Read | Should -Be 8
            (Get-Item $log | Measure-RsyncEvent).Transfers | Should -Be 2
        }

        It 'says the same of a file, of its lines and of its records' {
            $log = New-Log same.log
            $by = 'Day', 'Module', 'UserName', 'HostName', 'Network', 'Operation', 'Path', 'Hour'
            foreach ($group in $by) {
                $file = Measure-RsyncEvent $log -GroupBy $group | Select-Object * -ExcludeProperty Source | ConvertTo-Json -Depth 5
                Get-Content $log | Measure-RsyncEvent -GroupBy $group | Select-Object * -ExcludeProperty Source | ConvertTo-Json -Depth 5 | Should -BeExactly $file -Because $group
            }
        }

        It 'says the same on one thread and on several' {
            $lines = foreach ($i in 1..40000) {
                "2024/05/01 03:28:09 [$($i % 900)] send h$($i % 7).example [192.0.2.$($i % 200)] pub (u) a/f$i $($i * 11)"
            }
            $log = New-Log threads.log ($lines * 4)
            (Get-Item $log).Length | Should -BeGreaterThan 8MB
            $one, $more = foreach ($threads in 1, 4) {
                Measure-RsyncEvent $log -GroupBy HostName -Threads $threads | ConvertTo-Json -Depth 5
            }
            $more | Should -BeExactly $one
        }
    }

    Context 'Output' {
        It 'gives summaries of the type it promises' {
            Measure-RsyncEvent (New-Log typed.log) | Should -BeOfType LogStats.RsyncSummary
            (Get-Command Measure-RsyncEvent).OutputType.Name | Should -Be LogStats.RsyncSummary
        }

        It 'keeps the account of lines to the summary of all' {
            $log = New-Log account.log ($PubLines + $BadLine)
            $total = Measure-RsyncEvent $log -WarningAction SilentlyContinue
            $total.Lines.Rejected | Should -Be 1
            $total.Lines.Read | Should -Be ($total.Lines.Records + $total.Lines.Skipped + $total.Lines.Rejected)
            (Measure-RsyncEvent $log -GroupBy Day -WarningAction SilentlyContinue).Lines | Should -BeNullOrEmpty
        }
    }

    Context 'Errors' {
        It 'names every error by id and command' {
            $found = Get-FirstError { Measure-RsyncEvent "$TestDrive/none.log" }
            $found.FullyQualifiedErrorId | Should -BeExactly 'PathNotFound,LogStats.PowerShell.Commands.MeasureRsyncEventCommand'
            $found.CategoryInfo.Category | Should -Be ObjectNotFound
            $found.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        }
    }

    Context 'Stopping' {
        It 'ends at once when it is asked to' {
            $log = New-LongLog stop.gz -Megabytes 1200
            $stop = Measure-Stop 'Measure-RsyncEvent $Path' $log
            $stop.EndedByItself | Should -BeFalse
            $stop.State | Should -Be Stopped
            $stop.Milliseconds | Should -BeLessThan 2000
        }
    }
}
