#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Compares Get-RsyncEvent with the fastest that any cmdlet can be.
.DESCRIPTION
    A compiled cmdlet that does nothing but emit objects made beforehand is the bound of what a pipeline can carry.
    Get-RsyncEvent emits as many, and reads a log besides; both end in Measure-Object. Runs are interleaved, medians are
    compared. Then: how soon the first five objects come, and whether memory grows with the file.
    Build the module first: ./build.ps1 -Task Build
.EXAMPLE
    bench/emit-rate.ps1 -Rounds 9
#>
[CmdletBinding()]
param(
    [string] $Module = (Join-Path $PSScriptRoot '..' 'output' 'LogStats'),
    [ValidateRange(1, 1000)][int] $Rounds = 9,
    # Ten times as much is written for the question of memory.
    [ValidateRange(1, 1000)][int] $Megabytes = 20
)

$ErrorActionPreference = 'Stop'
Import-Module $Module
$folder = Join-Path ([IO.Path]::GetTempPath()) "logstats-emit-$PID"
$null = New-Item -ItemType Directory $folder

$source = @'
using System;
using System.Management.Automation;

public sealed class MadeEvent
{
    public string Kind { get; set; }
    public DateTimeOffset Time { get; set; }
    public DateTimeOffset? EndTime { get; set; }
    public int ProcessId { get; set; }
    public string Operation { get; set; }
    public string Module { get; set; }
    public string FileName { get; set; }
    public string UserName { get; set; }
    public string HostName { get; set; }
    public string ClientAddress { get; set; }
    public long? FileBytes { get; set; }
    public long? SentBytes { get; set; }
    public long? ReceivedBytes { get; set; }
    public string Path { get; set; }
    public long Offset { get; set; }
}

[Cmdlet("Send", "MadeEvent")]
[OutputType(typeof(MadeEvent))]
public sealed class SendMadeEventCommand : PSCmdlet
{
    private static MadeEvent[] s_events = new MadeEvent[0];

    [Parameter(Mandatory = true)]
    public int Count { get; set; }

    public static void Make(int count)
    {
        s_events = new MadeEvent[count];
        for (int index = 0; index < count; index++)
        {
            s_events[index] = new MadeEvent { Kind = "File", ProcessId = index, FileBytes = index, Offset = index };
        }
    }

    protected override void ProcessRecord()
    {
        for (int index = 0; index < Count; index++)
        {
            WriteObject(s_events[index]);
        }
    }
}
'@

function Write-Log([string] $name, [int] $megabytes) {
    $path = Join-Path $folder $name
    $project = Join-Path $PSScriptRoot 'LogStats.Bench'
    & dotnet run --project $project -c Release -v quiet -- generate $path --size "${megabytes}M" | Write-Verbose
    if ($LASTEXITCODE -ne 0) { throw "The log could not be written." }
    $path
}

function Get-Median([double[]] $values) {
    $sorted = $values | Sort-Object
    $sorted[[Math]::Floor(($sorted.Count - 1) / 2)]
}

function Measure-Kind([string] $log, [string] $kind) {
    $count = (Get-RsyncEvent $log -Kind $kind | Measure-Object).Count
    [SendMadeEventCommand]::Make($count)
    $made = [Collections.Generic.List[double]]::new()
    $read = [Collections.Generic.List[double]]::new()
    for ($round = 0; $round -le $Rounds; $round++) {
        $first = (Measure-Command { Send-MadeEvent -Count $count | Measure-Object }).TotalMilliseconds
        $second = (Measure-Command { Get-RsyncEvent $log -Kind $kind | Measure-Object }).TotalMilliseconds
        if ($round -gt 0) { # The first warms up.
            $made.Add($first)
            $read.Add($second)
        }
    }

    $bound = Get-Median $made
    $ours = Get-Median $read
    [pscustomobject]@{
        Kind = $kind
        Objects = $count
        BoundMs = [Math]::Round($bound, 1)
        ReadMs = [Math]::Round($ours, 1)
        ObjectsPerSecond = [Math]::Round($count / $ours * 1000)
        OfBound = [Math]::Round($bound / $ours, 2)
        OfBoundBest = [Math]::Round(($made | Measure-Object -Minimum).Minimum / ($read | Measure-Object -Minimum).Minimum, 2)
    }
}

function Measure-Child([string] $log, [string] $pipeline) {
    $script = "Import-Module '$Module'; `$watch = [Diagnostics.Stopwatch]::StartNew(); `$null = Get-RsyncEvent '$log' -Kind File | $pipeline; " +
        "`$time = `$watch.Elapsed.TotalMilliseconds; `$self = [Diagnostics.Process]::GetCurrentProcess(); `$self.Refresh(); " +
        "'{0:0} {1}' -f `$time, `$self.PeakWorkingSet64"
    $time, $peak = (& pwsh -NoProfile -NonInteractive -Command $script) -split ' '
    [pscustomobject]@{ Milliseconds = [int] $time; PeakMiB = [Math]::Round([long] $peak / 1MB) }
}

try {
    $types = Add-Type -TypeDefinition $source -PassThru
    Import-Module $types[0].Assembly
    $small = Write-Log 'small.log' $Megabytes
    $large = Write-Log 'large.log' ($Megabytes * 10)

    "Emit rate, medians of $Rounds interleaved rounds, $Megabytes MB; OfBound needs 0.60 for File, where each line is an object"
    'File', 'Transfer' | ForEach-Object { Measure-Kind $small $_ } | Format-Table

    $warm = foreach ($round in 1..$Rounds) { (Measure-Command { Get-RsyncEvent $large -Kind File | Select-Object -First 5 }).TotalMilliseconds }
    "First five of $($Megabytes * 10) MB: {0:0.0} ms warm (median of $Rounds)" -f (Get-Median $warm)
    "First five in a new process, from the command's start: {0} ms" -f (Measure-Child $large 'Select-Object -First 5').Milliseconds
    ''
    "Memory of a whole process: peak working set"
    foreach ($log in $small, $large) {
        $child = Measure-Child $log 'Measure-Object'
        '{0,6:0} MB read: {1} MiB' -f ((Get-Item $log).Length / 1MB), $child.PeakMiB
    }
}
finally {
    Remove-Item -Recurse -Force $folder
}
