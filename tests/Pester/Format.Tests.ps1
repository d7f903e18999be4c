#Requires -Version 7.6
BeforeDiscovery {
    . "$PSScriptRoot/Common.ps1"
    $views = ([xml](Get-Content -Raw "$(Split-Path $ModulePath)/LogStats.Format.ps1xml")).Configuration.ViewDefinitions.View |
        Where-Object TableControl | ForEach-Object { @{ name = $_.Name; view = $_ } }
}

BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $PSStyle.OutputRendering = 'PlainText'
    $FlowLog = [IO.Path]::GetFullPath("$PSScriptRoot/../../examples/tstat/2020_06_11_19_00.out/log_tcp_complete")
    $PoolerLog = [IO.Path]::GetFullPath("$PSScriptRoot/../../examples/pgbouncer/pgbouncer.log")

    function Show($Thing) { ($Thing | Out-String -Width 160).Trim() -split '\r?\n' }
}

Describe 'The view <name>' -ForEach $views {
    It 'has few columns, each of a property that is there' {
        $columns = @($view.TableControl.TableRowEntries.TableRowEntry.TableColumnItems.TableColumnItem.PropertyName)
        $columns.Count | Should -BeIn (4..9)
        $columns.Count | Should -Be @($view.TableControl.TableHeaders.TableColumnHeader).Count
        $row = switch ($name) {
            RsyncEvent { Get-RsyncEvent (New-Log view.log) | Select-Object -First 1 }
            RsyncSummary { Measure-RsyncEvent (New-Log view.log) -GroupBy Module | Select-Object -First 1 }
            PgBouncerEvent { Get-PgBouncerEvent $PoolerLog | Select-Object -First 1 }
            PgBouncerSummary { Measure-PgBouncer $PoolerLog -GroupBy User | Select-Object -First 1 }
            TstatFlow { Get-TstatFlow $FlowLog | Select-Object -First 1 }
            TstatSummary { Measure-TstatFlow $FlowLog -GroupBy Port | Select-Object -First 1 }
            ElfRecord { Get-ElfRecord (New-Log view.log $WebLines) | Select-Object -First 1 }
            ElfSummary { Measure-ElfLog (New-Log view.log $WebLines) -GroupBy Request | Select-Object -First 1 }
            TstatDirectory { New-Item -ItemType Directory -Force "$TestDrive/2020_06_11_10_00.out" | Get-TstatDirectory }
            LogAlert { Watch-PgBouncer $PoolerLog @{ nobody = '1s' } -From Beginning -Timeout 0s | Select-Object -First 1 }
            LogBatch { [LogStats.LogBatch]::new() }
            LogSource { [LogStats.LogSource]::new() }
            LogSourceSummary { [LogStats.LogSourceSummary]::new() }
            LogBatchReceipt { [LogStats.LogBatchReceipt]::new() }
            LogSftpReceipt { [LogStats.LogSftpReceipt]::new() }
            LogLine { Watch-LogLine (New-Log view.log) -Timeout 0s -Count 1 }
            LogCheckpoint { [LogStats.LogCheckpoint] @{ Name = 'a'; Path = '/b' } }
            LogFormat { Get-LogFormat | Select-Object -First 1 }
            LogFormatMatch { Resolve-LogFormat (New-Log view.log) }
        }
        foreach ($column in $columns) { $row.PSObject.Properties[$column] | Should -Not -BeNullOrEmpty -Because $column }
    }

    It 'runs no script' {
        $view.SelectNodes('.//ScriptBlock') | Should -HaveCount 0
    }
}

Describe 'What is shown' {
    It 'of a transfer is when, what, who and how much' {
        $shown = Show (Get-RsyncEvent (New-Log transfer.log))
        $shown[0] | Should -Match '^Time +What +Module +Path +Client +Sent +Received$'
        $shown[2] | Should -Match '^2024-05-01 03:28:03 Send +pub +/a +u@h\.example +180 KB +1\.00 KB$'
        $shown[3] | Should -Match '^2024-05-02 10:00:00 Receive +incoming +/ +g\.example +60 B +4\.98 KB$'
    }

    It 'of files and of those turned away fits the same columns' {
        $log = New-Log kinds.log ($PubLines + '2024/05/02 11:00:00 [301] rsync denied on module pub from x.example (203.0.113.9)')
        $shown = Show (Get-RsyncEvent $log -Kind File, Denied)
        $shown[2] | Should -Match 'Send file +pub +isos/a file\.iso +u@h\.example +700 MB *$'
        $shown[3] | Should -Match 'Denied +pub'
    }

    It 'of all is a list, of groups a table' {
        $log = New-Log summary.log
        $list = Show (Measure-RsyncEvent $log)
        $list | Should -Contain 'Transfers      : 2'
        $list | Should -Contain 'Files sent     : 1 (700 MB)'
        $list | Should -Contain 'Lines          : 8 read: 8 records, 0 skipped, 0 rejected'
        $table = Show (Measure-RsyncEvent $log -GroupBy Module)
        $table[0] | Should -Match '^Name +Transfers +Failed +Sent +Received +Files +FileSize$'
        $table[2] | Should -Match '^pub +1 +0 +180 KB +1\.00 KB +1 +700 MB$'
    }

    It 'of a request is who asked for what, and what came of it' {
        $shown = Show (Get-ElfRecord (New-Log request.log $WebLines))
        $shown[0] | Should -Match '^Time +Client +Method +Status +Sent +Latency Path$'
        $shown[2] | Should -Match '^2026-11-20 10:00:00 192\.0\.2\.7 +GET +200 +512 B +35 ms /api/users/7$'
        $shown[3] | Should -Match 'POST +503 +12 B +2\.5 s /api/orders$'
    }

    It 'of places only where there are any' {
        $log = New-Log places.log $WebLines
        $geo = @{ GeoDatabase = "$PSScriptRoot/../../examples/web/clients.mmdb" }
        Show (Get-ElfRecord $log @geo | Select-Object -First 1 | Format-List) | Should -Contain 'Location        : Grenoble, FR, AS64496, u0h1409340j5'
        (Show (Get-RsyncEvent (New-Log places-rsync.log) @geo | Select-Object -First 1 | Format-List)) -match 'Location' | Should -Match 'Grenoble, FR'
        (Show (Get-ElfRecord $log | Select-Object -First 1 | Format-List)) -match 'Location' | Should -BeNullOrEmpty
        Show (Measure-ElfLog $log @geo) | Should -Contain 'Countries     : FR: 3, JP: 1'
        (Show (Measure-ElfLog $log)) -match 'Countries' | Should -BeNullOrEmpty
    }

    It 'of statuses has the user''s own colours for errors, and none without colours' {
        $requests = Get-ElfRecord (New-Log colour.log $WebLines)
        $PSStyle.OutputRendering = 'Ansi'
        try { $shown = $requests | Out-String -Width 160 } finally { $PSStyle.OutputRendering = 'PlainText' }
        $shown.Contains("$($PSStyle.Formatting.Error)503$($PSStyle.Reset)") | Should -BeTrue
        $shown.Contains("$($PSStyle.Formatting.Warning)404$($PSStyle.Reset)") | Should -BeTrue
        $requests | Out-String -Width 160 | Should -Not -Match "`e"
        $requests[1].Status | Should -BeOfType int
    }

    It 'of access logs is a list, of groups and rounds a table' {
        $log = New-Log web.log $WebLines
        $list = Show (Measure-ElfLog $log)
        $list | Should -Contain 'Calls         : 4'
        $list | Should -Contain 'Server errors : 1'
        $list | Should -Contain 'Lines         : 4 read: 4 records, 0 skipped, 0 rejected'
        $list -match '^Requests +: api/orders +1 calls, 1 errors, P90 2\.5 s$' | Should -HaveCount 1
        $table = Show (Measure-ElfLog $log -GroupBy ClientAddress)
        $table[0] | Should -Match '^Name +Calls +Errors +Slow +Sent +P50 +P90 +P99 +Max$'
        $table[2] | Should -Match '^192\.0\.2\.7 +2 +0 +0 +512 B +18 ms +31\.6 ms +34\.7 ms +35 ms$'
        (Show (Watch-ElfLog $log -From Beginning -Timeout 0s -TimeZone UTC))[2] | Should -Match '^2026-11-20 09:00:00 +3 +1 '
    }

    It 'of requests escapes what a client sent, and cuts what is long' {
        $lines = ($WebLines[0] -replace '/api/users/7', "/`e[31mred"), ($WebLines[0] -replace '/api/users/7', ('/' + 'x' * 5000))
        $requests = Get-ElfRecord (New-Log evil.log $lines)
        $requests[0].RequestPath | Should -Be "/`e[31mred"
        foreach ($form in 'Format-Table', 'Format-List') {
            $text = $requests[0] | & $form | Out-String -Width 200
            $text | Should -BeLike '*\x1b[[]31mred*'
            $text | Should -Not -Match "`e"
        }
        ($requests[1] | Format-Table | Out-String -Width 6000).Length | Should -BeLessThan 20000
        ($requests[1] | Format-Table | Out-String -Width 6000) | Should -Match 'x…'
    }

    It 'of formats says how well they fit' {
        (Show (Get-LogFormat rsyncd))[2] | Should -Match '^rsyncd +rsync +OwnFile +rsync daemon'
        $shown = Show (Resolve-LogFormat (New-Log match.log ($PubLines + $BadLine)))
        $shown -join "`n" | Should -Match "rsyncd +rsync +80 % +4 +1 .*$BadLine"
    }

    It 'makes control characters visible, in tables and in lists' {
        $log = New-Log control.log ($PubLines -replace '/a', "/`e[31mred")
        foreach ($form in @{ o = 'Format-Table' }, @{ o = 'Format-List' }) {
            $text = Get-RsyncEvent $log -InvalidLine Skip | & $form.o | Out-String -Width 200
            $text | Should -BeLike '*\x1b[[]31mred*'
            $text | Should -Not -Match "`e"
        }
    }

    It 'hides its own columns from everything but the view' {
        $made = Get-RsyncEvent (New-Log hidden.log) | Select-Object -First 1
        ($made | Get-Member).Name | Should -Not -Contain DisplayWhat
        ($made | Select-Object *).PSObject.Properties.Name | Should -Not -Contain DisplayWhat
        $made | ConvertTo-Json -Depth 4 | Should -Not -BeLike '*DisplayWhat*'
        $made | ConvertTo-Csv | Select-Object -First 1 | Should -Not -BeLike '*DisplayWhat*'
    }
}
