#Requires -Version 7.6
BeforeAll {
    . "$PSScriptRoot/Common.ps1"

    # The number that a statement gives, read with the library that the module itself brought along.
    function Get-Number([string] $Path, [string] $Sql) {
        $context = [Runtime.Loader.AssemblyLoadContext]::All | Where-Object Name -eq LogStats.Sinks
        $raw = ($context.Assemblies | Where-Object { $_.GetName().Name -eq 'SQLitePCLRaw.core' }).GetType('SQLitePCL.raw')
        $database = $null
        $null = $raw::sqlite3_open($Path, [ref] $database)
        $statement = $null
        $null = $raw::sqlite3_prepare_v2($database, $Sql, [ref] $statement)
        while ($raw::sqlite3_step($statement) -eq 100) { $raw::sqlite3_column_int64($statement, 0) }
        $null = $raw::sqlite3_finalize($statement)
        $null = $raw::sqlite3_close_v2($database)
    }
}

Describe 'Export-LogSqlite' {
    Context 'Parameters' {
        It 'can be asked what if, and asks once for each target' {
            $log = New-Log whatif.log
            (Get-Command Export-LogSqlite).Parameters.Keys | Should -Contain WhatIf
            $shell = [powershell]::Create()
            $null = $shell.AddScript('param($Module, $Log, $Path) Import-Module $Module; Get-RsyncEvent $Log -Kind All | Export-LogSqlite $Path -Verbose -BatchSize 1').
                AddArgument($ModulePath).AddArgument($log).AddArgument("$TestDrive/whatif.db")
            $null = $shell.Invoke()
            @($shell.Streams.Verbose | Where-Object Message -like 'Performing the operation*') | Should -HaveCount 1
            $shell.Dispose()
        }

        It 'takes a length of time for retries, with its unit' {
            $log = New-Log retry.log
            { Get-RsyncEvent $log | Export-LogSqlite "$TestDrive/retry.db" -RetryInterval 2s } | Should -Not -Throw
            { Get-RsyncEvent $log | Export-LogSqlite "$TestDrive/retry.db" -RetryInterval 2 } |
                Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
        }
    }

    Context 'Input' {
        It 'takes objects, arrays and a parameter alike' {
            $log = New-Log input.log
            $made = Get-RsyncEvent $log
            $made | Export-LogSqlite "$TestDrive/a.db"
            Get-RsyncEvent $log -ReadCount 10 | Export-LogSqlite "$TestDrive/b.db"
            Export-LogSqlite "$TestDrive/c.db" -InputObject $made
            foreach ($name in 'a', 'b', 'c') { Get-Number "$TestDrive/$name.db" 'select count(*) from rsync_event' | Should -Be 2 }
        }

        It 'stores what came through Where-Object' {
            Get-RsyncEvent (New-Log where.log) | Where-Object Module -eq pub | Export-LogSqlite "$TestDrive/where.db"
            Get-Number "$TestDrive/where.db" "select count(*) from rsync_event where Module = 'pub'" | Should -Be 1
        }
    }

    Context 'Output' {
        It 'adds nothing when the same log is stored again' {
            $log = New-Log twice.log
            1..2 | ForEach-Object { Get-RsyncEvent $log -Kind All | Export-LogSqlite "$TestDrive/twice.db" }
            Copy-Item $log "$TestDrive/renamed.log"
            Get-RsyncEvent "$TestDrive/renamed.log" -Kind All | Export-LogSqlite "$TestDrive/twice.db"
            Get-Number "$TestDrive/twice.db" 'select count(*) from rsync_event' | Should -Be 6
        }

        It 'passes on only what is stored' {
            $log = New-Log pass.log
            $counts = Get-RsyncEvent $log -Kind All | Export-LogSqlite "$TestDrive/pass.db" -BatchSize 2 -PassThru |
                ForEach-Object { Get-Number "$TestDrive/pass.db" 'select count(*) from rsync_event' }
            $counts | Should -Be 2, 2, 4, 4, 6, 6
        }

        It 'keeps the names of the table that it replaces' {
            Get-RsyncEvent (New-Log original.log) | Export-LogSqlite "$TestDrive/original.db" -Schema Original
            Get-Number "$TestDrive/original.db" "select count(*) from sqlite_master where type = 'table'" | Should -BeGreaterThan 0
        }
    }

    Context 'Errors' {
        It 'ends the pipeline when the target is gone, and says what to do' {
            $log = New-Log gone.log
            $found = Get-FirstError { Get-RsyncEvent $log | Export-LogSqlite "$TestDrive/none/x.db" }
            $found.FullyQualifiedErrorId | Should -BeExactly 'SinkConnect,LogStats.PowerShell.Commands.ExportLogSqliteCommand'
            $found.CategoryInfo.Category | Should -Be ConnectionError
            $found.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        }

        It 'leaves what it cannot use as it was' {
            $log = New-Log broken.log
            $text = 'no database ' * 100
            [IO.File]::WriteAllText("$TestDrive/text.db", $text)
            (Get-FirstError { Get-RsyncEvent $log | Export-LogSqlite "$TestDrive/text.db" }).FullyQualifiedErrorId | Should -BeLike 'SinkConnect,*'
            [IO.File]::ReadAllText("$TestDrive/text.db") | Should -BeExactly $text
        }
    }

    Context 'Stopping' {
        It 'ends at once when it is asked to' {
            $log = New-LongLog stop.gz -Megabytes 100
            $stop = Measure-Stop "Get-RsyncEvent `$Path -Kind File | Export-LogSqlite '$TestDrive/stop.db'" $log -AfterMilliseconds 800
            $stop.EndedByItself | Should -BeFalse
            $stop.State | Should -Be Stopped
            $stop.Milliseconds | Should -BeLessThan 2000
        }

        It 'stores nothing of a batch that was not complete' {
            $log = New-Log cut.log
            $null = Get-RsyncEvent $log -Kind All | Export-LogSqlite "$TestDrive/cut.db" -BatchSize 2 -PassThru | Select-Object -First 1
            Get-Number "$TestDrive/cut.db" 'select count(*) from rsync_event' | Should -Be 2
        }
    }
}
