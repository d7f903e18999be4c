# What every test file of the built module needs: the module, small logs, and a few ways to look at a command.

$ModulePath = [IO.Path]::GetFullPath("$PSScriptRoot/../../output/LogStats/LogStats.psd1")
Import-Module $ModulePath -ErrorAction Stop

$PubLines = @(
    '2024/05/01 03:28:03 [27615] connect from h.example (192.0.2.4)'
    '2024/05/01 03:28:03 [27615] rsync on pub/a from u@h.example (192.0.2.4)'
    '2024/05/01 03:28:09 [27615] send h.example [192.0.2.4] pub (u) isos/a file.iso 734003200'
    '2024/05/01 03:28:09 [27615] sent 184494 bytes  received 1024 bytes  total size 19609565'
)
$IncomingLines = @(
    '2024/05/02 10:00:00 [300] connect from g.example (192.0.2.7)'
    '2024/05/02 10:00:00 [300] rsync to incoming/ from g.example (192.0.2.7)'
    '2024/05/02 10:00:05 [300] recv g.example [192.0.2.7] incoming () new.dat 5000'
    '2024/05/02 10:00:05 [300] sent 60 bytes  received 5100 bytes  total size 5000'
)
$WebLines = @(
    '192.0.2.7 - ann [20/Nov/2026:10:00:00 +0100] "GET /api/users/7?x=1 HTTP/1.1" 200 512 "-" "curl/8" 0.035'
    '192.0.2.8 - - [20/Nov/2026:10:00:01 +0100] "POST /api/orders HTTP/1.1" 503 12 "-" "curl/8" 2.500'
    '192.0.2.7 - - [20/Nov/2026:10:04:59 +0100] "GET /img/a.svg HTTP/1.1" 304 0 "-" "curl/8" 0.001'
    '2001:db8::7 - - [20/Nov/2026:11:05:00 +0100] "GET /nope HTTP/1.1" 404 153 "-" "curl/8" 0.004'
)
$BadLine = 'this is no line of a log'

function New-Log {
    param([string] $Name, [string[]] $Line = ($PubLines + $IncomingLines))

    $path = Join-Path $TestDrive $Name
    [IO.File]::WriteAllLines($path, $Line)
    $path
}

# A log that takes seconds to read and little room on the disk: one block of per-file lines, over and over, gzipped.
function New-LongLog {
    param([string] $Name, [int] $Megabytes)

    $path = Join-Path $TestDrive $Name
    $line = "2024/05/01 03:28:09 [27615] send h.example [192.0.2.4] pub (u) isos/a file.iso 734003200`n"
    $block = [Text.Encoding]::UTF8.GetBytes($line * [int](1MB / $line.Length))
    $gzip = [IO.Compression.GZipStream]::new([IO.File]::Create($path), [IO.Compression.CompressionLevel]::Fastest)
    for ($i = 0; $i -lt $Megabytes; $i++) { $gzip.Write($block, 0, $block.Length) }
    $gzip.Dispose()
    $path
}

# Starts a script in a runspace of its own, stops it after a while, and says how long the stop took.
function Measure-Stop {
    param([string] $Script, [string] $Path, [int] $AfterMilliseconds = 300)

    $shell = [powershell]::Create()
    $null = $shell.AddScript("param(`$Module, `$Path) Import-Module `$Module; $Script").AddArgument($ModulePath).AddArgument($Path)
    $run = $shell.BeginInvoke()
    $ended = $run.AsyncWaitHandle.WaitOne($AfterMilliseconds)
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $shell.Stop()
    $watch.Stop()
    $state = $shell.InvocationStateInfo.State
    $shell.Dispose()
    [pscustomobject]@{ EndedByItself = $ended; Milliseconds = $watch.ElapsedMilliseconds; State = "$state" }
}

# The first error that a script writes or ends with.
function Get-FirstError {
    param([scriptblock] $Script)

    $ErrorActionPreference = 'Continue'
    try { & $Script 2>&1 | Where-Object { $_ -is [Management.Automation.ErrorRecord] } | Select-Object -First 1 }
    catch { $_ }
}

function Get-Signature {
    param([string] $Command)

    $info = Get-Command $Command
    foreach ($set in $info.ParameterSets) {
        foreach ($parameter in $set.Parameters | Where-Object Name -notin ([Management.Automation.Cmdlet]::CommonParameters + [Management.Automation.Cmdlet]::OptionalCommonParameters)) {
            '{0}: {1} {2}{3}{4}' -f $set.Name, $parameter.ParameterType.Name, $parameter.Name,
                ($parameter.IsMandatory ? '!' : ''), ($parameter.ValueFromPipeline ? ' <' : '')
        }
    }
}
