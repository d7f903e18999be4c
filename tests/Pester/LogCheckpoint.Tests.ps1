#Requires -Version 7.6
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $env:XDG_STATE_HOME = "$TestDrive/state"
    $once = @{ Timeout = '0s' }
}

AfterAll { Remove-Item Env:XDG_STATE_HOME }

Describe 'Get-LogCheckpoint' -Skip:$IsWindows {
    It 'makes no file where there is none' {
        Get-LogCheckpoint | Should -BeNullOrEmpty
        Test-Path "$TestDrive/state" | Should -BeFalse
    }

    It 'tells how far each log was read' {
        $log = New-Log far.log 'a', 'bb'
        Watch-LogLine $log -Count 1 -Checkpoint far | Out-Null
        $kept = Get-LogCheckpoint far
        $kept | Should -BeOfType LogStats.LogCheckpoint
        $kept.Path | Should -Be $log
        $kept.Offset, $kept.Behind | Should -Be 2, 3
        $kept.Saved | Should -BeOfType datetimeoffset
    }

    It 'finds by name and by log' {
        $one, $two = (New-Log one.log 'a'), (New-Log two.log 'b')
        Watch-LogLine $one, $two @once -Checkpoint both | Out-Null
        Watch-LogLine $one @once -Checkpoint bothered | Out-Null
        @(Get-LogCheckpoint both*).Count | Should -Be 3
        (Get-LogCheckpoint both -Path *two.log).Path | Should -Be $two
        (Get-LogCheckpoint -Path $one).Name | Should -Be both, bothered
    }

    It 'says that there is none of a name, and which there are' {
        { Get-LogCheckpoint nope -ErrorAction Stop } | Should -Throw -ErrorId 'ConfigInvalid,LogStats.PowerShell.Commands.GetLogCheckpointCommand'
        Get-LogCheckpoint nope* -ErrorAction Stop | Should -BeNullOrEmpty
    }
}

Describe 'Reset-LogCheckpoint' -Skip:$IsWindows {
    BeforeEach {
        $log = New-Log reset.log 'a', 'bb', 'ccc'
        Remove-Item "$TestDrive/state" -Recurse -ErrorAction Ignore
        Watch-LogLine $log @once -Checkpoint reset | Out-Null
    }

    It 'goes on at <_>' -ForEach Beginning, beginning, 0, 1 {
        Reset-LogCheckpoint reset $_
        (Watch-LogLine $log @once -Checkpoint reset).Text | Should -Be 'a', 'bb', 'ccc'
    }

    It 'goes on in the line that a byte is in' {
        Reset-LogCheckpoint reset 3
        (Watch-LogLine $log @once -Checkpoint reset).Text | Should -Be 'bb', 'ccc'
    }

    It 'passes over what is there' {
        Add-Content $log 'd'
        Get-LogCheckpoint reset | Reset-LogCheckpoint -To End
        Add-Content $log 'e'
        (Watch-LogLine $log @once -Checkpoint reset).Text | Should -Be 'e'
    }

    It 'resets the logs that are piped in, and no other' {
        $other = New-Log other.log 'x'
        Watch-LogLine $log, $other @once -Checkpoint reset | Out-Null
        Get-LogCheckpoint reset -Path $other | Reset-LogCheckpoint -To Beginning
        (Watch-LogLine $log, $other @once -Checkpoint reset).Text | Should -Be 'x'
    }

    It 'changes nothing with -WhatIf' {
        Reset-LogCheckpoint reset Beginning -WhatIf
        (Get-LogCheckpoint reset).Behind | Should -Be 0
    }

    It 'refuses one that a watch holds' {
        { Watch-LogLine $log @once -Checkpoint reset -From Beginning | Select-Object -First 1 | Out-Null
            Watch-LogLine $log @once -Checkpoint reset -From Beginning | ForEach-Object { Reset-LogCheckpoint reset End -ErrorAction Stop } } |
            Should -Throw -ErrorId 'CheckpointInUse,LogStats.PowerShell.Commands.ResetLogCheckpointCommand'
    }

    It 'refuses a name that there is not, and a place that is none' {
        { Reset-LogCheckpoint nope End -ErrorAction Stop } | Should -Throw -ErrorId 'ConfigInvalid,LogStats.PowerShell.Commands.ResetLogCheckpointCommand'
        { Reset-LogCheckpoint reset Middle } | Should -Throw -ErrorId 'ConfigInvalid,LogStats.PowerShell.Commands.ResetLogCheckpointCommand'
        { Reset-LogCheckpoint reset -5 } | Should -Throw -ErrorId 'ConfigInvalid,LogStats.PowerShell.Commands.ResetLogCheckpointCommand'
    }

    It 'says that the file of a byte is gone' {
        Set-Content "$log.new" 'something else'
        Move-Item "$log.new" $log -Force
        { Reset-LogCheckpoint reset 1 -ErrorAction Stop } | Should -Throw -ErrorId 'PathNotFound,LogStats.PowerShell.Commands.ResetLogCheckpointCommand'
    }
}
