#Requires -Version 7.6
<#
.SYNOPSIS
    Every line of a log in a database, once, through a rotation and restarts.
.DESCRIPTION
    Plays the life of a log in a folder of its own: two lines and a health check that is left out, a rotation while nobody
    looks, and a checkpoint that is put back. Gives one object for each run, and where the checkpoint is at the end. Without
    -Timeout a watch goes on for ever.
.PARAMETER OutputPath
    The folder to play in; made if it is missing. An older database in it is removed.
.EXAMPLE
    ./examples/22-every-line-once.ps1 -OutputPath ./lines
#>
[CmdletBinding()]
param([string] $OutputPath = (Join-Path ([IO.Path]::GetTempPath()) 'logstats-lines'))

Import-Module "$PSScriptRoot/../output/LogStats"

$OutputPath = (New-Item -ItemType Directory -Path $OutputPath -Force).FullName
$log = Join-Path $OutputPath 'access.log'
$database = Join-Path $OutputPath 'lines.db'
Remove-Item "$database*", "$log*"

# Checkpoints go into the folder too, so that nothing is left behind elsewhere.
$usual = $env:XDG_STATE_HOME, $env:LOCALAPPDATA
$env:XDG_STATE_HOME = $env:LOCALAPPDATA = Join-Path $OutputPath 'state'
Remove-Item $env:XDG_STATE_HOME -Recurse -ErrorAction Ignore

function Save-Line([string] $What) {
    # The last verbose message but one is the account of the sink, the last that of the watch.
    $accounts = Watch-LogLine $log -Checkpoint lines -NotMatch '/health.php', 'health check' -Timeout 0s -Verbose 4>&1 |
        Tee-Object -Variable told | Where-Object { $_ -is [LogStats.LogLine] } | Export-LogSqlite $database -PassThru
    [pscustomobject]@{ Run = $What; Lines = @($accounts).Text -join '; '; Account = "$($told[-1])" }
}

try {
    Set-Content $log 'GET /index.html curl/8', 'GET /health.php nginx/ health check', 'POST /orders curl/8'
    Save-Line 'the first lines'

    Add-Content $log 'GET /orders/7 curl/8'
    Move-Item $log "$log.1"
    Set-Content $log 'GET /cart curl/8'
    Save-Line 'rotated meanwhile'

    Reset-LogCheckpoint lines Beginning
    Save-Line 'once more from the beginning'
    Get-LogCheckpoint lines
}
finally {
    $env:XDG_STATE_HOME, $env:LOCALAPPDATA = $usual
}
