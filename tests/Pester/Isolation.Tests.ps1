#Requires -Version 7.6
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $log = New-Log isolated.log

    # Runs a script in a fresh PowerShell and gives back what it wrote as JSON.
    function Invoke-Fresh([scriptblock] $Script, [string] $Database) {
        $head = {
            param([string] $Module, [string] $Log, [string] $Out)
            $ErrorActionPreference = 'Stop'

            function Get-Context([string] $Name) {
                @([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq $Name } | ForEach-Object {
                    "$([Runtime.Loader.AssemblyLoadContext]::GetLoadContext($_).Name) $($_.GetName().Version)"
                })
            }
        }
        $file = "$TestDrive/fresh.ps1"
        Set-Content -LiteralPath $file -Value "$head`n$Script"
        $text = pwsh -NoProfile -NonInteractive -File $file $ModulePath $log "$TestDrive/$Database" 2>&1 | Out-String
        $LASTEXITCODE | Should -Be 0 -Because $text
        $text | ConvertFrom-Json
    }
}

Describe 'The packages of the sinks' {
    It 'are loaded when a sink is first used, in a context of their own' {
        $found = Invoke-Fresh -Database one.db {
            Import-Module $Module
            $null = Get-RsyncEvent $Log
            $before = Get-Context LogStats.Sinks
            Get-RsyncEvent $Log | Export-LogSqlite $Out
            @{ before = $before; sinks = Get-Context LogStats.Sinks; raw = Get-Context SQLitePCLRaw.core; engine = Get-Context LogStats } |
                ConvertTo-Json
        }
        $found.before | Should -BeNullOrEmpty
        $found.sinks | Should -BeLike 'LogStats.Sinks *'
        $found.raw | Should -BeLike 'LogStats.Sinks *'
        $found.engine | Should -BeLike 'Default *'
    }

    It 'have the client of a broker among them' {
        $found = Invoke-Fresh -Database none.db {
            Import-Module $Module
            $null = Get-RsyncEvent $Log
            $before = Get-Context RabbitMQ.Client
            $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
            $listener.Start()
            $port = $listener.LocalEndpoint.Port
            $listener.Stop()
            try { Get-RsyncEvent $Log | Export-LogRabbitMq a -ComputerName 127.0.0.1 -Port $port -MaxRetry 0 } catch { $id = $_.FullyQualifiedErrorId }
            @{ before = $before; id = $id; client = Get-Context RabbitMQ.Client; limits = Get-Context System.Threading.RateLimiting } | ConvertTo-Json
        }
        $found.before | Should -BeNullOrEmpty
        $found.id | Should -BeLike 'SinkConnect,*'
        $found.client | Should -BeLike 'LogStats.Sinks *'
        @($found.limits) -notlike 'LogStats.Sinks *' | Should -BeNullOrEmpty
    }

    It 'work beside another version of the same package, and leave it alone' {
        $found = Invoke-Fresh -Database other.db {
            $name = [Reflection.AssemblyName]::new('SQLitePCLRaw.core, Version=1.1.0.0')
            $builder = [Reflection.Emit.PersistedAssemblyBuilder]::new($name, [object].Assembly)
            $null = $builder.DefineDynamicModule('other').DefineType('SQLitePCL.Other', 'Public').CreateType()
            $file = Join-Path ([IO.Path]::GetDirectoryName($Out)) SQLitePCLRaw.core.dll
            $builder.Save($file)
            $assembly = [Reflection.Assembly]::LoadFrom($file)
            Import-Module $Module
            $stored = @(Get-RsyncEvent $Log | Export-LogSqlite $Out -PassThru).Count
            @{ stored = $stored; raw = Get-Context SQLitePCLRaw.core; types = $assembly.GetExportedTypes().Name } | ConvertTo-Json
        }
        $found.stored | Should -Be 2
        $found.types | Should -Be Other
        $found.raw | Should -HaveCount 2
        $found.raw | Should -Contain 'Default 1.1.0.0'
        @($found.raw) -like 'LogStats.Sinks *' | Should -HaveCount 1
    }

    It 'survive removing the module, importing it again and forcing it' {
        $found = Invoke-Fresh -Database again.db {
            $counts = foreach ($way in 'first', 'again', 'forced') {
                switch ($way) {
                    again { Remove-Module LogStats; Import-Module $Module }
                    forced { Import-Module $Module -Force }
                    default { Import-Module $Module }
                }
                @(Get-RsyncEvent $Log | Export-LogSqlite $Out -PassThru).Count
            }
            Remove-Module LogStats
            @{ counts = $counts; sinks = Get-Context LogStats.Sinks; engine = Get-Context LogStats; left = @(Get-Module LogStats).Count } |
                ConvertTo-Json
        }
        $found.counts | Should -Be 2, 2, 2
        $found.sinks | Should -BeLike 'LogStats.Sinks *'
        $found.engine | Should -BeLike 'Default *'
        $found.left | Should -Be 0
    }

    It 'are found from every runspace, whichever of them removes the module' {
        $found = Invoke-Fresh -Database runspaces.db {
            Import-Module $Module
            $inner = 1..3 | ForEach-Object -Parallel {
                Import-Module $using:Module
                Remove-Module LogStats
                $_
            }
            $stored = @(Get-RsyncEvent $Log | Export-LogSqlite $Out -PassThru).Count
            @{ inner = $inner.Count; stored = $stored } | ConvertTo-Json
        }
        $found.inner | Should -Be 3
        $found.stored | Should -Be 2
    }
}
