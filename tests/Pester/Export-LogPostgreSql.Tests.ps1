#Requires -Version 7.6
<#
    The cmdlet in a real PowerShell against a real server, which is started for this file in a folder of its own and, where
    root runs the tests, as nobody. Skipped where there is no such server.
#>
BeforeDiscovery {
    $programs = @(Get-Item /usr/lib/postgresql/*/bin -ErrorAction Ignore | ForEach-Object FullName | Sort-Object -Descending) +
        @(Get-Command initdb -ErrorAction Ignore | ForEach-Object { Split-Path $_.Source })
    $found = $programs.Where({ $_ -and (Test-Path "$_/initdb") }, 'First')
}

Describe 'Export-LogPostgreSql' -Skip:(-not $found) -ForEach @{ programs = "$found" } {
    BeforeAll {
        . "$PSScriptRoot/Common.ps1"
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $port = $listener.LocalEndpoint.Port
        $listener.Stop()
        $folder = [IO.Directory]::CreateTempSubdirectory('logstats-pg-').FullName
        Set-Content "$folder/secret" not-a-secret -NoNewline
        $drop = (id -u) -eq 0 ? @('setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--inh-caps=-all') : @('env')
        if ((id -u) -eq 0) { chown -R 65534:65534 $folder }
        & $drop[0] $drop[1..9] "$programs/initdb" -D "$folder/data" -U postgres -A scram-sha-256 "--pwfile=$folder/secret" -E UTF8 --locale=C.UTF-8 --no-sync | Out-Null
        & $drop[0] $drop[1..9] "$programs/pg_ctl" -D "$folder/data" -w -l "$folder/log" start -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='$folder' -c fsync=off" | Out-Null
        $env:PGPASSWORD = 'not-a-secret'
        $uri = "postgresql://postgres@127.0.0.1:$port/postgres"

        function Get-Value([string] $Sql) { & "$programs/psql" -h 127.0.0.1 -p $port -U postgres -Atc $Sql postgres }
    }

    AfterAll {
        $env:PGPASSWORD = $null
        & $drop[0] $drop[1..9] "$programs/pg_ctl" -D "$folder/data" -m immediate stop | Out-Null
        Remove-Item -Recurse -Force $folder
    }

    It 'stores a log once, however often it is given' {
        $log = New-Log twice.log
        1..2 | ForEach-Object { Get-RsyncEvent $log -Kind All | Export-LogPostgreSql $uri }
        Get-RsyncEvent $log -Kind All -ReadCount 10 | Export-LogPostgreSql $uri -BatchSize 2
        Get-Value 'SELECT count(*) FROM rsync_event' | Should -Be 6
    }

    It 'takes the server in parts, and a credential' {
        $secret = [securestring]::new()
        'not-a-secret'.ToCharArray() | ForEach-Object { $secret.AppendChar($_) }
        $env:PGPASSWORD = 'wrong'
        try {
            Get-RsyncEvent (New-Log parts.log) | Export-LogPostgreSql -ComputerName $folder -Port $port -Database postgres -Table parts `
                -Credential ([pscredential]::new('postgres', $secret)) -ConnectTimeout 5s
        }
        finally { $env:PGPASSWORD = 'not-a-secret' }
        Get-Value 'SELECT count(*) FROM parts' | Should -Be 2
    }

    It 'hears DBURI where no server is named' {
        $env:DBURI = "postgres://postgres:not-a-secret@127.0.0.1:$port/postgres?table=dburi"
        try { Get-RsyncEvent (New-Log dburi.log) | Export-LogPostgreSql }
        finally { $env:DBURI = $null }
        Get-Value 'SELECT count(*) FROM dburi' | Should -Be 2
    }

    It 'passes on what is stored, and nothing that was refused' {
        $log = New-Log refused.log
        Get-RsyncEvent $log | Export-LogPostgreSql $uri -Table few -WhatIf
        Get-RsyncEvent $log | Select-Object -First 1 | Export-LogPostgreSql $uri -Table few
        Get-Value "DELETE FROM few; ALTER TABLE few ADD CONSTRAINT only_pub CHECK (module = 'pub')" | Out-Null
        $passed = Get-RsyncEvent $log | Export-LogPostgreSql $uri -Table few -PassThru -RejectPath "$TestDrive/refused.jsonl" -ErrorAction SilentlyContinue -ErrorVariable told
        $passed.Module | Should -Be pub
        "$($told[0].FullyQualifiedErrorId)" | Should -BeLike 'SinkRejected,*'
        Get-Content "$TestDrive/refused.jsonl" -Raw | Should -Match 'only_pub'
    }

    It 'fills the table of the program that it replaces' {
        Get-Value 'CREATE TABLE rsyncstats (timestamp timestamp, sentbytes bigint, receivedbytes bigint, totalbytes bigint, module varchar(256), login varchar(16), endtime timestamp, geohash varchar(12), hosthash varchar(12), hostname varchar(256), clientip varchar(16))' | Out-Null
        1..2 | ForEach-Object { Get-RsyncEvent (New-Log original.log) | Export-LogPostgreSql $uri -Schema Original }
        Get-Value 'SELECT count(*) FROM rsyncstats' | Should -Be 2
    }

    It 'never shows a password' {
        $env:PGPASSWORD = $null
        $log = New-Log shown.log
        $address = "postgresql://postgres:hidden-one@127.0.0.1:$port/postgres"
        $said = $(try { Get-RsyncEvent $log | Export-LogPostgreSql $address -Verbose *>&1 } catch { $_ | Format-List -Force *; $_.Exception.ToString() }) | Out-String
        $env:PGPASSWORD = 'not-a-secret'
        $said | Should -Match 'SinkAuthentication'
        $said | Should -Not -Match 'hidden-one'
    }

    It 'ends at once when it is asked to' {
        $log = New-LongLog stop.gz -Megabytes 100
        $stop = Measure-Stop "Get-RsyncEvent `$Path -Kind File | Export-LogPostgreSql '$uri' -Table stopped" $log -AfterMilliseconds 800
        $stop.State | Should -Be Stopped
        $stop.Milliseconds | Should -BeLessThan 2000
    }
}
