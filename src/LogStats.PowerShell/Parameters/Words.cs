namespace LogStats.PowerShell.Parameters;

/// <summary>What a parameter is for, in one sentence: the tool tip at the prompt and the help page say the same.</summary>
internal static class Words
{
    public const string Path = "Files to read, wildcards allowed; gzip is recognised by its content.";
    public const string LiteralPath = "Files to read, exactly as named.";
    public const string Line = "Lines of a log, such as Get-Content gives.";
    public const string After = "Only what happened at this time or later: a time, or a span back from now such as 2h or 1d.";
    public const string Before = "Only what happened before this time: a time, or a span back from now such as 2h or 1d.";
    public const string TimeZone = "The zone of stamps in the log that name none, such as UTC or Europe/Rome; this machine's if left out.";
    public const string Format = "The format of the log, as Get-LogFormat names it; found by itself if left out.";
    public const string InvalidLine = "What to do about lines that cannot be read: Report counts them and warns once, Skip is silent, Stop ends at the first.";
    public const string RejectPath = "A file to which lines that cannot be read are appended as they stand.";
    public const string ReadCount = "How many objects to send at a time; more than 1 sends arrays, which is faster.";
    public const string Threads = "How many threads may read one file; as many as there are cores if left out.";
    public const string Top = "Only this many groups, the heaviest.";

    public const string GeoDatabase = "Geo databases (.mmdb) that tell where clients are; several tell together what each knows.";
    public const string Anonymize = "Cuts addresses down to their networks, /24 of IPv4 and /48 of IPv6, and leaves host names out.";
    public const string HashSalt = "A secret text that goes into HostHash, so that nobody can find the name by hashing all names.";
    public const string LocatedObject = "Objects that have an address, one by one or in arrays.";
    public const string LocatedProperty = "The property that holds the address.";

    public const string RsyncModule = "Only these modules of the daemon, wildcards allowed.";
    public const string RsyncOperation = "Only what the daemon sent (Send), received (Receive) or deleted (Delete).";
    public const string RsyncUserName = "Only these authenticated users, wildcards allowed.";
    public const string RsyncHostName = "Only these clients by host name or address, wildcards allowed.";
    public const string RsyncKind = "Which records to make: Transfer, File, Session, Denied, AuthFailed, Error, Daemon or All.";
    public const string RsyncSession = "Adds a record for each whole connection, whatever came of it.";
    public const string RsyncLogFormat = "The value of 'log format' in rsyncd.conf, where it is not rsync's default.";
    public const string RsyncSyslogTag = "What the daemon's syslog tag begins with, where it is not rsync.";
    public const string RsyncGroupBy = "What to group by; several together make one grouping.";
    public const string RsyncEvent = "Records that Get-RsyncEvent made.";

    public const string PgBouncerType = "Only these kinds of messages, such as Login, Close, Stats or PoolerError.";
    public const string PgBouncerDatabase = "Only these databases, wildcards allowed.";
    public const string PgBouncerUserName = "Only these users, wildcards allowed.";
    public const string PgBouncerClientAddress = "Only these clients and servers by address, wildcards allowed; unix for those of the same machine.";
    public const string PgBouncerSyslogTag = "What pgbouncer's syslog tag begins with (syslog_ident), where it is not pgbouncer.";
    public const string PgBouncerGroupBy = "What to group by; several together make one grouping.";
    public const string PgBouncerStatsPeriod = "How long a period of statistics is (stats_period in pgbouncer.ini), such as 15s; 1m if left out.";
    public const string PgBouncerEvent = "Records that Get-PgBouncerEvent made.";

    public const string ElfLogFormat = "The server's own description of its lines, pasted from its configuration: LogFormat, log_format, a Tomcat pattern.";
    public const string ElfStatus = "Only these statuses: 404, 5xx or 400-499.";
    public const string ElfMethod = "Only these methods, such as GET, wildcards allowed.";
    public const string ElfClientAddress = "Only these clients by address, wildcards allowed.";
    public const string ElfUserName = "Only these authenticated users, wildcards allowed.";
    public const string ElfVirtualHost = "Only these hosts that were asked for, wildcards allowed.";
    public const string ElfRequestPath = "Only these paths without their query, wildcards allowed.";
    public const string ElfGroupName = "Only these request groups, as the rules name them, wildcards allowed.";
    public const string ElfRule = "Patterns with the groups 'group' and 'method' that name request groups; the first that matches counts.";
    public const string ElfSkipRule = "Patterns of requests to leave out, of all that no rule matches.";
    public const string ElfAggregate = "What requests that a rule matched count as instead: @{ Group = 'users'; Method = 'read'; Pattern = '^/users/' }.";
    public const string ElfPattern = @"Values to count in requests, by name: @{ uid = 'uid=(?<pattern>\d+)' }.";
    public const string ElfSeeQuery = "Lets patterns see the query and the host of a proxy request too.";
    public const string ElfLatencyUnit = "In what the latency is written, where the format is wrong about it: ns, us, ms, s, or s-or-us.";
    public const string ElfGroupLimit = "How many request groups are told apart; requests of any further one count together.";
    public const string ElfPercentile = "Which percentiles of the latency to give, from 0 to 100.";
    public const string ElfStalledThreshold = "A call is slow when it took longer than this, such as 2s or 100s.";
    public const string ElfExact = "Latencies to the whole millisecond and percentiles to the digit, as elfstatsd reports them; takes more memory.";
    public const string ElfGroupClients = "Counts the distinct clients of each group too, not only of all.";
    public const string ElfGroupBy = "What to group by; several together make one grouping.";
    public const string ElfRecord = "Records that Get-ElfRecord made.";

    public const string Checkpoint = "A name under which it is kept how far the logs were read; nothing is kept if left out.";
    public const string From = "Where to begin: Saved at the checkpoint, Beginning at the first line, End behind the last.";
    public const string Interval = "How long a round is, such as 30s, 5m or 1h.";
    public const string Timeout = "After how long to end, such as 1h; never if left out.";
    public const string Count = "How many objects to give, and then end.";

    public const string WatchThreshold = "How long each may stay away, by user or user@database: @{ postgres = 1; 'poc@shop' = '90s' }; a number is minutes.";
    public const string WatchOpenAt = "When service opens, such as 08:00; there are no alerts outside of it.";
    public const string WatchCloseAt = "When service closes, such as 19:00; a time before -OpenAt is on the next day.";
    public const string WatchWeekday = "The days on which service opens; every day if left out.";
    public const string WatchTimeZone = "The zone of the service, of the report, and of stamps in the log that name none; this machine's if left out.";
    public const string WatchReportAt = "The time of the day at which the day is reported, such as 19:00; there is no report if left out.";
    public const string WatchReportNow = "Reports once, as soon as the logs were read to their end.";
    public const string WatchHistory = "How far back the logs are read for who was seen last, where nothing was saved.";
    public const string WatchInterval = "How often to look at the logs and at the clock at least, from 10ms to 1m.";
    public const string WatchFrom = "Where to begin: Saved at the checkpoint or else now, End now, Beginning with a replay of the logs.";
    public const string WatchAs = "Object: alerts and summaries. Original: the texts of LogAnalyzer.";
    public const string WatchLanguage = "The language of the original's texts: En or Fr.";

    public const string Row = "Records or summaries to store, one by one or in arrays.";
    public const string BatchSize = "How many records make a batch; each batch is stored as a whole.";
    public const string BatchInterval = "After how long a batch is stored that is not full yet, such as 1s or 1m.";
    public const string MaxRetry = "How often a batch is tried again when the target does not answer in time.";
    public const string RetryInterval = "How long to wait before the first retry, such as 1s or 1m; it doubles with each.";
    public const string SinkRejectPath = "A file that gets the rows which the target refuses for good, as JSON lines, each with the reason.";
    public const string PassThru = "Sends each record on once it is stored.";
    public const string SqlitePath = "The SQLite database file; made if it is missing.";
    public const string Table = "The table for all records; each type has a table of its own name if left out.";
    public const string CreateTable = "Makes a table that the database lacks, as is usual; -CreateTable:$false takes a missing table for a mistake.";
    public const string Schema = "Native: all columns under their property names. Original: the table of the rsync statistics program that this replaces.";
    public const string TextPath = "The file to write; it replaces one that is there once all is written, unless -Append is given.";
    public const string As = "JsonLine: one JSON object a line. Csv: with a header. Line: for people. By the file's ending if left out.";
    public const string Append = "Adds to the file if it is there.";
    public const string NoClobber = "Refuses to replace a file that is there.";
    public const string Compress = "Writes gzip; a file that ends in .gz is compressed anyway.";

    public const string MuninReportPath = "The report file; each summary of all requests replaces it at once.";
    public const string MuninSummary = "Statistics that Measure-ElfLog made.";
    public const string MuninInstance = "What the graphs of this report are told apart by, behind their ids and titles.";
    public const string ResponseCode = "Statuses that are listed even if there is none.";
    public const string ForbiddenSymbol = "A regular expression of what is left out of the names of groups and methods.";
    public const string ZeroAsUnknown = "Writes a zero as U, unknown, as elfstatsd does.";
    public const string MuninReadPath = "The report file that Export-LogMunin, logstats or elfstatsd writes.";
    public const string MuninMode = "What Munin asked for: Config, Values, Autoconf or Suggest.";
    public const string MuninGraph = "Which graphs: All, Calls, Patterns, Percentiles, ResponseCodes, ResponseTimes or TotalRecords.";
    public const string MuninCategory = "Munin's category of the graphs; each family has one of its own if left out.";
    public const string MuninDirty = "Adds the values to the config, for a Munin that asks for both at once.";
    public const string MuninNoDummy = "Draws nothing where there is no data; an empty graph is drawn if left out.";
    public const string ConfigPath = "The file of settings.";
    public const string ConfigKind = "Whose settings these are: ElfSettings or PgBouncerJson; by the ending of the file if left out.";

    public const string FormatName = "Names of formats, wildcards allowed.";
    public const string FormatKind = "The family of formats, such as rsync.";
    public const string FormatFilePath = "JSON files of formats, of the shape in which the built-in ones are written.";
    public const string FormatNewName = "The name of the new format: letters, digits, dots, hyphens and underscores.";
    public const string FormatOwnName = "Names of formats of your own, wildcards allowed.";
    public const string FormatText = "The server's own description of its lines, pasted from its configuration.";
    public const string FormatDialect = "Whose language the description is in: apache, nginx, tomcat, haproxy, w3c or plain; found by itself if left out.";
    public const string FormatDescription = "What the format is, in a few words.";
    public const string FormatSampleLine = "Lines in the new format; it is registered only if it reads them.";
    public const string FormatForce = "Replaces a format of your own that has the same name.";
    public const string FormatPassThru = "Gives the format once it is registered.";
    public const string Sample = "How many lines to look at.";
}
