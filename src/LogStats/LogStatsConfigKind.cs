namespace LogStats;

/// <summary>Whose settings a file holds.</summary>
public enum LogStatsConfigKind
{
    /// <summary>By the file's ending.</summary>
    Auto,

    /// <summary>The settings.py of elfstatsd. It is read and never run.</summary>
    ElfSettings,

    /// <summary>The environment of the rsync statistics program: INFLUXDB_HOST and its like, DBURI. Or a file that sets it.</summary>
    RsyncEnvironment,

    /// <summary>The LogAnalyzer.json of the watch over pgbouncer that LogStats replaces.</summary>
    PgBouncerJson,

    /// <summary>The config.ini of the program that carried tstat's flows to RabbitMQ.</summary>
    TstatIni,

    /// <summary>The scripts of Log-RT-Sync, whose settings stand in them. They are read and never run.</summary>
    LogRtSync,
}
