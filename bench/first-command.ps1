#Requires -Version 7.6
<#
.SYNOPSIS
Measures the first command of a fresh PowerShell, with the portable engine and with one compiled ahead of time.
.DESCRIPTION
Build with 'dotnet run --project tools/LogStats.Build -- build --ready-to-run' first. Runs alternate, so that whatever
else the machine does meets both; the median and the processor time say more than the mean.
#>
param(
    [Parameter(Mandatory)] [string] $Log,
    [int] $Count = 20,
    [string] $Command = 'Get-RsyncEvent $env:LOG | Select-Object -First 1'
)
$module = "$PSScriptRoot/../output/LogStats"
$image = Get-Item "$module/bin/rid/*/LogStats.dll" -ErrorAction Stop
$ahead = Join-Path ([IO.Path]::GetTempPath()) "first-command-$PID/LogStats"
Copy-Item $module $ahead -Recurse -Force
Copy-Item $image "$ahead/bin/LogStats.dll" -Force

$env:LOG = (Resolve-Path $Log).ProviderPath
$runs = foreach ($i in 0..$Count) {
    foreach ($kind in @{ Name = 'portable'; Path = $module }, @{ Name = 'ahead of time'; Path = $ahead }) {
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $out = pwsh -NoProfile -NonInteractive -Command @"
Import-Module '$($kind.Path)'
$Command | Out-String
[Diagnostics.Process]::GetCurrentProcess().TotalProcessorTime.TotalMilliseconds
"@
        if ($i -gt 0) {
            [pscustomobject]@{ Engine = $kind.Name; Wall = $watch.Elapsed.TotalMilliseconds; Processor = [double] $out[-1] }
        }
    }
}
Remove-Item (Split-Path $ahead) -Recurse

$runs | Group-Object Engine | ForEach-Object {
    $wall = @($_.Group.Wall | Sort-Object)
    $processor = @($_.Group.Processor | Sort-Object)
    [pscustomobject]@{
        Engine          = $_.Name
        Runs            = $_.Count
        WallMedian      = [int] $wall[$wall.Count / 2]
        WallBest        = [int] $wall[0]
        ProcessorMedian = [int] $processor[$processor.Count / 2]
    }
}
