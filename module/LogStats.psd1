@{
    RootModule           = 'bin/LogStats.PowerShell.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = '5f0b5a36-6b0b-4c1e-9d5c-0a2e8c1f7a41'
    Author               = 'LogStats contributors'
    CompanyName          = 'LogStats'
    Copyright            = '(c) LogStats contributors. MIT licence.'
    Description          = 'Reads the logs that servers write, at memory speed and without losing a line: typed objects, statistics and exports.'
    PowerShellVersion    = '7.6'
    CompatiblePSEditions = @('Core')
    FormatsToProcess     = @('LogStats.Format.ps1xml')
    TypesToProcess       = @('LogStats.Types.ps1xml')
    FunctionsToExport    = @()
    CmdletsToExport      = @(
        'Add-LogLocation'
        'Complete-TstatDirectory'
        'Compress-LogArchive'
        'ConvertTo-LogMunin'
        'Export-LogHttp'
        'Export-LogInfluxDb'
        'Export-LogMail'
        'Export-LogMunin'
        'Export-LogPostgreSql'
        'Export-LogRabbitMq'
        'Export-LogReport'
        'Export-LogSftp'
        'Export-LogSqlite'
        'Export-LogText'
        'Get-ElfRecord'
        'Get-LogCheckpoint'
        'Get-LogFormat'
        'Get-LogSource'
        'Get-PgBouncerEvent'
        'Get-RsyncEvent'
        'Get-TstatDirectory'
        'Get-TstatFlow'
        'Import-LogStatsConfig'
        'Import-LogSummary'
        'Measure-ElfLog'
        'Measure-LogSource'
        'Measure-PgBouncer'
        'Measure-RsyncEvent'
        'Measure-TstatFlow'
        'Receive-LogBatch'
        'Receive-LogQueue'
        'Register-LogFormat'
        'Remove-LogArchive'
        'Remove-TstatDirectory'
        'Reset-LogCheckpoint'
        'Resolve-LogFormat'
        'Send-LogBatch'
        'Unregister-LogFormat'
        'Watch-ElfLog'
        'Watch-LogLine'
        'Watch-LogSource'
        'Watch-PgBouncer'
    )
    VariablesToExport    = @()
    AliasesToExport      = @()
    PrivateData          = @{
        PSData = @{
            Tags         = @('Log', 'AccessLog', 'nginx', 'Apache', 'rsync', 'pgbouncer', 'tstat', 'SQLite', 'PostgreSQL', 'InfluxDB', 'RabbitMQ', 'GeoIP', 'Statistics', 'Report', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            ReleaseNotes = 'See CHANGELOG.md'
        }
    }
}
