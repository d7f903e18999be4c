#Requires -Version 7.6
BeforeDiscovery {
    . "$PSScriptRoot/Common.ps1"
    $views = ([xml](Get-Content -Raw "$(Split-Path $ModulePath)/LogStats.Format.ps1xml")).Configuration.ViewDefinitions.View |
        Where-Object TableControl | ForEach-Object { @{ name = $_.Name; view = $_ } }
}

BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $PSStyle.OutputRendering = 'PlainText'

    function Show($Thing) { ($Thing | Out-String -Width 160).Trim() -split '\r?\n' }
}

Describe 'The view <name>' -ForEach $views {
    It 'has at most seven columns, each of a property that is there' {
        $columns = @($view.TableControl.TableRowEntries.TableRowEntry.TableColumnItems.TableColumnItem.PropertyName)
        $columns.Count | Should -BeIn (4..7)
        $columns.Count | Should -Be @($view.TableControl.TableHeaders.TableColumnHeader).Count
        $row = switch ($name) {
            RsyncEvent { Get-RsyncEvent (New-Log view.log) | Select-Object -First 1 }
            RsyncSummary { Measure-RsyncEvent (New-Log view.log) -GroupBy Module | Select-Object -First 1 }
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
