#Requires -Version 7.6
BeforeDiscovery {
    . "$PSScriptRoot/Common.ps1"
    $commands = Get-Command -Module LogStats | ForEach-Object { @{ name = $_.Name; command = $_ } }
}

BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $manifest = Import-PowerShellDataFile $ModulePath
    $folder = Split-Path $ModulePath
    $types = (Get-Module LogStats).ImplementingAssembly.GetExportedTypes()
    $common = [Management.Automation.Cmdlet]::CommonParameters + [Management.Automation.Cmdlet]::OptionalCommonParameters
}

Describe 'The module' {
    It 'exports by name exactly the cmdlets that it holds' {
        $held = $types | ForEach-Object { $_.GetCustomAttributes([Management.Automation.CmdletAttribute], $false) } |
            ForEach-Object { "$($_.VerbName)-$($_.NounName)" } | Sort-Object
        $manifest.CmdletsToExport | Sort-Object | Should -Be $held
        foreach ($kind in 'Functions', 'Aliases', 'Variables') { $manifest["${kind}ToExport"] | Should -HaveCount 0 -Because $kind }
    }

    It 'names a class after its cmdlet' {
        foreach ($type in $types) {
            foreach ($cmdlet in $type.GetCustomAttributes([Management.Automation.CmdletAttribute], $false)) {
                $type.FullName | Should -BeExactly "LogStats.PowerShell.Commands.$($cmdlet.VerbName)$($cmdlet.NounName)Command"
            }
        }
    }

    It 'keeps packages away from the cmdlets, and the engine in one place' {
        (Get-ChildItem "$folder/bin" -Filter *.dll).Name | Sort-Object | Should -Be LogStats.dll, LogStats.PowerShell.dll
        # The program is a process of its own, and nothing of its folder is ever loaded.
        Get-ChildItem "$folder/bin" -Filter LogStats.dll -Recurse | Where-Object { $_.Directory.Name -ne 'agent' } | Should -HaveCount 1
    }

    It 'has a manifest that PowerShell accepts' {
        $info = Test-ModuleManifest $ModulePath
        $info.PowerShellVersion | Should -Be ([version] '7.6')
        $info.CompatiblePSEditions | Should -Be Core
    }

    It 'makes its types known by name' {
        foreach ($name in 'RsyncEvent', 'RsyncSummary', 'RsyncEventKind', 'ElfRecord', 'ElfSummary', 'ElfGroup', 'LogFormat', 'LogFormatMatch', 'Faults.LogStatsException') {
            "LogStats.$name" -as [type] | Should -Not -BeNullOrEmpty -Because $name
        }
    }

    It 'shows no type of a package in its public parameters' {
        $own = $types | Where-Object { $_.GetCustomAttributes([Management.Automation.CmdletAttribute], $false) } |
            ForEach-Object { $_.GetProperties().PropertyType.Assembly.GetName().Name } | Sort-Object -Unique
        $own | Should -BeIn LogStats, LogStats.PowerShell, System.Private.CoreLib, System.Private.Uri, System.Management.Automation
    }

    It 'gives one parameter name one meaning' {
        # What people expect goes before: -From, -To and -As mean for a mail what they mean in every mail command, a database
        # is a server's or one to look for in a log, TLS of mail servers begins
        # in two ways, a virtual host is RabbitMQ's or one of those in a log, a
        # receiver listens at several addresses where one is sent to, a host name or a protocol is one to filter by or the sender's own, and a method is the one that a request is
        # sent with or those of the requests in a log. A threshold is one for all sources, or one for each user.
        $mixed = Get-Command -Module LogStats | ForEach-Object { $_.Parameters.Values } |
            Where-Object Name -notin ($common + 'InputObject', 'Path', 'Kind', 'GroupBy', 'Name', 'As', 'From', 'To', 'Database', 'UseTls', 'VirtualHost', 'Method', 'Uri', 'HostName', 'Protocol', 'Threshold') |
            Group-Object Name | Where-Object { @($_.Group.ParameterType.FullName | Sort-Object -Unique).Count -gt 1 }
        $mixed.Name | Should -BeNullOrEmpty
    }
}

Describe '<name>' -ForEach $commands {
    It 'has an approved verb and a known noun' {
        $command.Verb | Should -BeIn (Get-Verb).Verb
        $command.Noun | Should -BeIn ElfRecord, ElfLog, RsyncEvent, PgBouncer, PgBouncerEvent, LogFormat, LogSqlite, LogPostgreSql, LogInfluxDb, LogHttp, LogRabbitMq, LogReport, LogQueue, LogBatch, LogText, LogMail, LogMunin, LogStatsConfig, LogLocation, LogSummary, TstatDirectory, TstatFlow, LogLine, LogCheckpoint, LogSource, LogArchive, LogSftp
    }

    It 'says what each parameter is for' {
        foreach ($parameter in $command.Parameters.Values | Where-Object Name -notin $common) {
            $help = $parameter.Attributes | Where-Object { $_ -is [Management.Automation.ParameterAttribute] } | ForEach-Object HelpMessage
            $help | Should -Not -BeNullOrEmpty -Because $parameter.Name
            $help | Should -Match '\.$' -Because $parameter.Name
        }
    }

    It 'says what it gives' {
        $command.OutputType | Should -Not -BeNullOrEmpty
    }

    It 'takes at most one parameter from the pipeline in each set' {
        foreach ($set in $command.ParameterSets) {
            @($set.Parameters | Where-Object ValueFromPipeline).Count | Should -BeLessOrEqual 1 -Because $set.Name
        }
    }

    It 'can be asked what if, where it changes something' {
        $command.Parameters.ContainsKey('WhatIf') | Should -Be ($command.Verb -in 'Complete', 'Compress', 'Export', 'Register', 'Remove', 'Reset', 'Send', 'Unregister')
    }
}
