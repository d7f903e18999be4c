#Requires -Version 7.6
<#
.SYNOPSIS
    Stores a log in SQLite, and again after it has grown, was renamed and compressed. Nothing is there twice.
.DESCRIPTION
    Plays the life of a log in a folder of its own: its first half, all of it, and all of it once more, rotated to
    rsyncd.log.1.gz. Gives one object for each run.
.PARAMETER Path
    The log.
.PARAMETER OutputPath
    The folder to play in; made if it is missing. An older database in it is removed.
.EXAMPLE
    ./examples/05-store-it-twice.ps1 -OutputPath ./twice
#>
[CmdletBinding()]
param(
    [string] $Path = "$PSScriptRoot/data/rsyncd.log",
    [string] $OutputPath = (Join-Path ([IO.Path]::GetTempPath()) 'logstats-twice')
)

Import-Module "$PSScriptRoot/../output/LogStats"

function Save-Log([string] $What, [string] $Log) {
    # The last verbose message is the account of the whole run.
    $account = Get-RsyncEvent -LiteralPath $Log -WarningAction Ignore |
        Export-LogSqlite -Path $database -Verbose 4>&1 | Select-Object -Last 1
    [pscustomobject]@{ Run = $What; Account = "$account".Substring("$account".LastIndexOf("': ") + 3) }
}

$OutputPath = (New-Item -ItemType Directory -Path $OutputPath -Force).FullName
$database = Join-Path $OutputPath 'stats.db'
Remove-Item "$database*"

$lines = [IO.File]::ReadAllLines((Resolve-Path -LiteralPath $Path))
$log = Join-Path $OutputPath 'rsyncd.log'
[IO.File]::WriteAllLines($log, [string[]] $lines[0..($lines.Count / 2)])
Save-Log 'the first half' $log

[IO.File]::WriteAllLines($log, $lines)
Save-Log 'all of it' $log

$rotated = Join-Path $OutputPath 'rsyncd.log.1.gz'
$gzip = [IO.Compression.GZipStream]::new([IO.File]::Create($rotated), [IO.Compression.CompressionMode]::Compress)
$gzip.Write([IO.File]::ReadAllBytes($log))
$gzip.Dispose()
Save-Log 'rotated and compressed' $rotated
