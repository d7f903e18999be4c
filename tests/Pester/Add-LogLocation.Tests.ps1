#Requires -Version 7.6
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $geo = [IO.Path]::GetFullPath("$PSScriptRoot/../../examples/web/clients.mmdb")
}

Describe 'Add-LogLocation' {
    It 'has one pipeline parameter' {
        (Get-Signature Add-LogLocation) -match ' <$' | Should -BeLike '*: PSObject InputObject! <'
    }

    It 'gives the very record that it took' {
        $record = Get-ElfRecord (New-Log same.log $WebLines) | Select-Object -First 1
        $located = $record | Add-LogLocation $geo
        [object]::ReferenceEquals($located.psobject.BaseObject, $record.psobject.BaseObject) | Should -BeTrue
        $located.Country, $located.City, $located.Asn | Should -Be FR, Grenoble, 64496
        $located | Should -BeOfType LogStats.ElfRecord
        @($located.psobject.Properties | Where-Object MemberType -eq NoteProperty) | Should -HaveCount 0
    }

    It 'locates records of rsync, and stores what it found' {
        $log = New-Log rsync.log
        (Get-RsyncEvent $log | Add-LogLocation $geo).Country | Should -Be FR, FR
        Get-RsyncEvent $log | Add-LogLocation $geo | Export-LogText "$TestDrive/located.csv"
        (Import-Csv "$TestDrive/located.csv").City | Should -Be Grenoble, Grenoble
    }

    It 'adds properties to objects of any other type' {
        $csv = 'Who,From', 'ann,192.0.2.45', 'bob,10.0.0.1', 'eve,' | ConvertFrom-Csv | Add-LogLocation $geo -Property From
        $csv.Country | Should -Be FR, $null, $null
        $csv[0].City, $csv[0].GeoHash.Length | Should -Be Nice, 12
        $csv[1].psobject.Properties.Name | Should -Be Who, From, Country, City, GeoHash, Asn
        ([pscustomobject] @{ ClientAddress = [ipaddress] '2001:db8::1' } | Add-LogLocation $geo).City | Should -Be Kyoto
        (@{ ClientAddress = '192.0.2.1' } | ForEach-Object { [pscustomobject] $_ } | Add-LogLocation $geo -Anonymize).ClientAddress | Should -Be 192.0.2.0
    }

    It 'keeps what an earlier database found' {
        $record = Get-ElfRecord (New-Log kept.log $WebLines) | Select-Object -First 1
        $record.City = 'elsewhere'
        ($record | Add-LogLocation $geo).City | Should -Be Grenoble
        $record = [pscustomobject] @{ ClientAddress = '10.0.0.1'; City = 'known before' } | Add-LogLocation $geo
        $record.City | Should -Be 'known before'
    }

    It 'takes arrays, and gives them on as arrays' {
        $arrays = @(Get-ElfRecord (New-Log arrays.log $WebLines) -ReadCount 3 | Add-LogLocation $geo)
        $arrays.Count | Should -Be 2
        $arrays[0].Count, $arrays[1].Count | Should -Be 3, 1
        $arrays[1][0].Country | Should -Be JP
    }

    It 'leaves no whole address in what it anonymized' {
        $json = Get-RsyncEvent (New-Log hidden.log) -Kind All | Add-LogLocation $geo -Anonymize |
            Select-Object * -ExcludeProperty Message, Path | ConvertTo-Json -Depth 3
        $json | Should -Not -Match '192\.0\.2\.[47]\b'
        $json | Should -Not -Match 'h\.example|g\.example'
        $json | Should -Match '192\.0\.2\.0'
    }

    It 'warns once where no object has the property' {
        $null = 1..3 | ForEach-Object { [pscustomobject] @{ A = $_ } } | Add-LogLocation $geo -WarningVariable said -WarningAction SilentlyContinue
        $said | Should -HaveCount 1
        $said | Should -BeLike "*'ClientAddress'*-Property*"
    }

    It 'says what is wrong with a database' {
        (Get-FirstError { 1 | Add-LogLocation "$TestDrive/none.mmdb" }).FullyQualifiedErrorId | Should -BeLike 'PathNotFound,*'
        Set-Content "$TestDrive/text.mmdb" 'no database'
        $fault = Get-FirstError { 1 | Add-LogLocation "$TestDrive/text.mmdb" }
        $fault.FullyQualifiedErrorId | Should -BeLike 'GeoDatabaseInvalid,*'
        $fault.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'reads on where a database breaks, and warns once' {
        $bytes = [IO.File]::ReadAllBytes($geo)
        $at = [Text.Encoding]::Latin1.GetString($bytes).IndexOf('HGrenoble')
        $bytes[$at + 1] = 0xFF
        [IO.File]::WriteAllBytes("$TestDrive/bad.mmdb", $bytes)
        $log = New-Log broken.log $WebLines
        (Get-ElfRecord $log -GeoDatabase "$TestDrive/bad.mmdb" -WarningVariable said -WarningAction SilentlyContinue).Count | Should -Be 4
        $said | Should -HaveCount 1
        $said | Should -BeLike '*no locations*'
        (Measure-ElfLog $log -GeoDatabase "$TestDrive/bad.mmdb" -WarningVariable said -WarningAction SilentlyContinue).Calls | Should -Be 4
        $said | Should -HaveCount 1
    }

    It 'puts a salt into hashes of host names' {
        $log = New-Log salted.log
        $salt = 'a secret' | ConvertTo-SecureString -AsPlainText -Force
        $plain = (Get-RsyncEvent $log)[0].HostHash
        $salted = (Get-RsyncEvent $log -HashSalt $salt)[0].HostHash
        $salted | Should -Not -Be $plain
        (Get-RsyncEvent $log -HashSalt $salt -Anonymize)[0].HostHash | Should -Be $salted
        (Get-RsyncEvent $log -Anonymize)[0].HostHash | Should -BeNullOrEmpty
    }

    It 'locates many a second' {
        $log = New-Log many.log ($WebLines * 5000)
        @(Get-ElfRecord $log -ReadCount 1000 | Add-LogLocation $geo | ForEach-Object { $_.Country }).Count | Should -Be 20000
    }
}
