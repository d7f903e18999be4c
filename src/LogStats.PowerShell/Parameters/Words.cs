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

    public const string TstatProtocol = "Only these flows: Tcp or Udp.";
    public const string TstatMinimumSize = "Only directions of flows that carried so many bytes or more, such as 1GB; all if left out.";
    public const string TstatDirection = "Only what clients sent (In), or what servers did (Out).";
    public const string TstatSensor = "The name of the sensor; this machine's in documents if left out.";
    public const string TstatInstance = "Which tstat of the sensor; 0 in documents if left out.";
    public const string TstatAs = "Flow: objects with units. Original: the documents that tstat_send sent.";
    public const string TstatLegacy = "Documents with the original's mistakes: the times and rates of UDP, and directions without a packet.";
    public const string TstatGroupBy = "What to group by; several together make one grouping.";
    public const string TstatPrefixLength = "How many bits networks of IPv4 have, from 0 to 32.";
    public const string TstatPrefixLengthIPv6 = "How many bits networks of IPv6 have, from 0 to 128.";
    public const string TstatFlow = "Flows that Get-TstatFlow made.";

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

    public const string FollowExclude = "Files to leave out, by wildcard: of their name, or of the whole path where there is a slash in it.";
    public const string NotMatch = "Lines to leave out: those that hold all of these texts; several lists of texts are several rules.";
    public const string FollowInterval = "How often every log is looked at, at least; what the file system tells of is seen at once.";
    public const string CheckpointNames = "The names of checkpoints; all if left out.";
    public const string CheckpointName = "The name of the checkpoint.";
    public const string CheckpointPath = "The logs that checkpoints are of.";
    public const string CheckpointObject = "Checkpoints from Get-LogCheckpoint.";
    public const string CheckpointTo = "Where to go on: Beginning, End, or the number of a byte, which means the line that it is in.";

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
    public const string SummaryPath = "The SQLite database that summaries were exported to.";
    public const string SummaryConnection = "The database as a target: sqlite:FILE[?table=NAME], or postgresql://user@host/database?table=name.";
    public const string SummaryTable = "The table; every table that holds summaries if left out.";
    public const string SummaryAfter = "Only summaries of what began at this time or later: a time, or a span back from now such as 2h or 1d.";
    public const string SummaryBefore = "Only summaries of what began before this time: a time, or a span back from now such as 2h or 1d.";
    public const string SummarySource = "Only summaries of these logs, by the property Source.";
    public const string SummaryMerge = "Merges them over logs and stretches of time, into one for each group.";
    public const string CreateTable = "Makes a table that the database lacks, as is usual; -CreateTable:$false takes a missing table for a mistake.";
    public const string Schema = "Native: all columns under their property names. Original: the table of the rsync statistics program that this replaces.";
    public const string PostgreSqlConnection = "The server and its database: postgresql://user@host:port/database, or keywords; DBURI, PG* variables and defaults if left out.";
    public const string PostgreSqlComputer = "The server's name or address, or the folder of its Unix socket.";
    public const string PostgreSqlPort = "The port of the server; 5432 if nothing else says so.";
    public const string PostgreSqlDatabase = "The database; named like the user if left out.";
    public const string PostgreSqlCredential = "The user and the password; from the connection string, PG* variables or the password file if left out.";
    public const string PostgreSqlSslMode = "How far encryption and the server's certificate are asked for; VerifyFull is the one that keeps others out.";
    public const string PostgreSqlRoot = "The file of the authority that the server's certificate comes from, or system for those that this machine trusts.";
    public const string PostgreSqlTimeout = "How long the server may take to let us in, such as 30s; 10s if left out.";
    public const string PostgreSqlSchemaName = "The schema of the tables, which must be there; the first of the search path if left out.";
    public const string TextPath = "The file to write; it replaces one that is there once all is written, unless -Append is given.";
    public const string As = "JsonLine: one JSON object a line. Csv: with a header. Line: for people. By the file's ending if left out.";
    public const string Append = "Adds to the file if it is there.";
    public const string NoClobber = "Refuses to replace a file that is there.";
    public const string Compress = "Writes gzip; a file that ends in .gz is compressed anyway.";

    public const string HttpUri = "Where to: http://host/path or https://host/path; {id} in the path becomes the name of each message.";
    public const string HttpToken = "What the server lets in, sent as Authorization: Bearer.";
    public const string HttpHeader = "Headers that each request has; a value may be a SecureString.";
    public const string HttpAs = "How rows stand in a message: a JSON array, or a JSON object on each line.";
    public const string HttpMessageSize = "How many rows a message has at most.";
    public const string HttpMethod = "How a message is sent: POST or PUT.";
    public const string HttpCompress = "Compresses bodies with gzip, where the server takes that.";
    public const string HttpTimeout = "How long a request may take.";
    public const string HttpAllowUnencrypted = "Lets the token and the headers go to another machine without TLS, where anybody on the way can read them.";
    public const string AuthorityPath = "A PEM file of authorities that are believed in place of the system's.";
    public const string ClientCertificatePath = "A PEM file with our own certificate, where the server wants one.";
    public const string ClientKeyPath = "A PEM file with the key of that certificate, if it is in another file.";
    public const string InfluxUri = "The server, such as http://host:8086; from INFLUXDB_HOST or INFLUX_HOST if left out.";
    public const string InfluxDatabase = "The database of InfluxDB 1.x; from INFLUXDB_DB if no server is named.";
    public const string InfluxBucket = "The bucket of InfluxDB 2.x, or the database of 3.x.";
    public const string InfluxOrganization = "Whose bucket it is; from INFLUX_ORG if left out.";
    public const string InfluxRetentionPolicy = "The retention policy of the database; its default one if left out.";
    public const string InfluxMeasurement = "The measurement of every point; each type has one of its own name if left out.";
    public const string InfluxTag = "The columns that are tags, of few values each; a few of each type if left out.";
    public const string InfluxField = "The columns that are fields; all that are no tags if left out.";
    public const string InfluxPrecision = "How exact the times of the log are: what lies below it tells points of one time apart.";
    public const string InfluxToken = "The token of InfluxDB 2.x and 3.x; from INFLUX_TOKEN if left out.";
    public const string InfluxCredential = "User and password of InfluxDB 1.x.";
    public const string InfluxSchema = "Native: all columns under their property names. Original: rsyncevents and rsyncstats of the rsync statistics program.";
    public const string CertificatePin = "SHA-256 of the public key of the server's certificate, where nobody signed it who is trusted here.";
    public const string MailTo = "Who gets the mails: addresses such as ops@example.org or 'Ops <ops@example.org>'.";
    public const string MailFrom = "The address that the mails come from.";
    public const string MailCc = "Who gets a copy.";
    public const string MailBcc = "Who gets a copy that the mail does not tell of.";
    public const string MailSubject = "A subject of your own; {Subject}, {Count}, {Table}, {Host} and the names of columns in braces are filled in.";
    public const string MailAs = "Html: HTML and beside it the same as text. Text: text alone.";
    public const string MailAttachment = "Files that go along with each mail, read anew for each.";
    public const string MailServer = "The mail server; this machine if left out.";
    public const string MailPort = "The server's port; 465 with implicit TLS, 25 on this machine, otherwise 587.";
    public const string MailCredential = "The account at the mail server; its password goes over TLS only.";
    public const string MailUseTls = "StartTls, Implicit or, for a server on this machine, None. What is asked for and cannot be had is an error.";
    public const string MailCertificatePin = "The SHA-256 of the server's public key, which then stands for all other checks of its certificate.";
    public const string MailConnectTimeout = "How long to wait for a connection, such as 5s.";
    public const string MailSpoolPath = "The folder in which mails wait while the server is away; one for each server in the usual place if left out.";
    public const string MailNoSpool = "Keeps nothing on disk: a server that does not take a mail is an error.";
    public const string MailLimit = "How many mails may be sent within -MailLimitSpan; what is more becomes one mail.";
    public const string MailLimitSpan = "The span of -MailLimit, such as 10m or 1h.";

    public const string RabbitMqServer = "The broker; this machine if left out. Any other one is spoken to with -UseTls only.";
    public const string RabbitMqPort = "The broker's port; 5672, or 5671 with TLS, if left out.";
    public const string RabbitMqCredential = "The user and the password; the broker's own guest if left out, who gets in from the same machine only.";
    public const string RabbitMqUseTls = "Speaks TLS; the broker's certificate is always checked.";
    public const string RabbitMqRoot = "The file of the authority that the broker's certificate comes from; those that this machine trusts if left out.";
    public const string RabbitMqClientCertificate = "A file in PEM with a certificate and its key, for a broker that asks for one.";
    public const string RabbitMqConnectTimeout = "How long the broker may take to let us in, such as 30s; 10s if left out.";
    public const string RabbitMqVirtualHost = "The virtual host; / if left out.";
    public const string RabbitMqQueue = "The queue; a durable one is made if there is none.";
    public const string RabbitMqQueueOption = "How the queue is declared, such as @{ 'x-queue-type' = 'quorum'; 'x-max-length' = 100000; durable = $true }.";
    public const string RabbitMqExchange = "The exchange, which has to be there; the default one, which leads to the queue, if left out.";
    public const string RabbitMqRoutingKey = "The routing key; the name of the queue if left out.";
    public const string RabbitMqPersistent = "Messages outlive the broker: a confirmed one is on its disk.";
    public const string RabbitMqNoDeclare = "Takes queue, exchange and binding for there: nothing is looked for, made or bound.";
    public const string ReceiveDirectory = "The folder to keep lines in: below it one for each source, which is made.";
    public const string ReceiveUri = "Where to listen, such as https://0.0.0.0:5001; for some sources only: https://0.0.0.0:5002=web1,web2.";
    public const string ReceiveTokenFile = "Who may send: lines of 'source token' or 'source sha256:HEX', which nobody else may read.";
    public const string ReceiveCertificate = "The certificate to show, in PEM, for https.";
    public const string ReceiveKey = "Its key, where that is in a file of its own.";
    public const string ReceiveClientCa = "Authorities, in PEM: senders have to show a certificate of theirs, and the name in it is the source.";
    public const string ReceiveAllowHost = "Addresses or networks from which batches of Log-RT-Sync are taken (POST /upload).";
    public const string ReceiveAllowUnencrypted = "Takes tokens over plain HTTP from other machines too.";
    public const string ReceivePrefix = "What the names of files begin with.";
    public const string ReceiveWindow = "How much time goes into one file, such as 20m, 1h or 6h.";
    public const string ReceiveBy = "Which time a line goes by: Time is the one in it, Arrival when it came.";
    public const string ReceiveGrace = "How long after its window, and after its last line, a file is closed for good.";
    public const string ReceiveStatePath = "The ledger of what has been received; .ledger.db in the folder if left out.";
    public const string ReceiveBeginAnew = "Begins with an empty ledger although there are files: senders send again what they still have.";
    public const string ReceiveMaximumSize = "The longest batch in bytes, such as 8MB.";
    public const string ReceiveCount = "How many batches to receive, and then end.";
    public const string ReceiveTimeout = "How long to wait for a next batch, such as 30s, and then end; never if left out.";

    public const string QueueName = "The queue to take from, which has to be there.";
    public const string QueueCount = "How many messages to take, and then end; each may hold many objects.";
    public const string QueueTimeout = "How long to wait for a next message, such as 5s, and then end; never if left out.";
    public const string QueuePrefetch = "How many messages the broker gives out ahead; those another worker cannot have meanwhile.";
    public const string QueueUnique = "Leaves out a message that was given in this run already, by its id.";
    public const string QueueRejectPath = "A file that gets messages which cannot be read, as JSON lines, each with the reason; they leave the queue then.";
    public const string QueueDeadLetter = "Gives messages that cannot be read to the queue's dead letter exchange; a queue that has none forgets them.";

    public const string ForReport = "Measures all that Export-LogReport shows, by time too, and gives all of these summaries.";
    public const string ReportPath = "The HTML file of the report; one that is there is replaced in one step.";
    public const string ReportSummary = "Summaries that a Measure or a Watch cmdlet made, or Import-LogSummary read back.";
    public const string ReportTitle = "What stands above the report; what the logs are called by default.";
    public const string ReportTheme = "The colours: those of the reader's system, light or dark. The page has a switch.";
    public const string ReportForce = "Replaces a file that is no report.";
    public const string ReportShow = "Opens the report once it is written.";
    public const string ReportWatch = "Replaces the report while summaries come, and tells its page to look for a newer one.";
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
    public const string ConfigPath = "The files of settings, of Log-RT-Sync their folder; the environment itself if left out with -Kind RsyncEnvironment.";
    public const string ConfigKind = "Whose settings these are: ElfSettings, LogRtSync, PgBouncerJson, RsyncEnvironment or TstatIni; by the ending of the file if left out.";

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

    public const string TstatRoot = "The directories that tstat writes its own into, at any depth, or directories of tstat; wildcards allowed.";
    public const string TstatRootLiteral = "The directories that tstat writes its own into, or directories of tstat, exactly as named.";
    public const string TstatDirectory = "Directories that Get-TstatDirectory gave.";
    public const string TstatPath = "Directories of tstat, whose names end in .out; wildcards allowed.";
    public const string TstatLiteralPath = "Directories of tstat, exactly as named.";
    public const string TstatState = "Which ones: Ready, Processed, Incomplete or All.";
    public const string TstatOlderThan = "Only those to which nothing has happened for so long, such as 48h: since they were marked, else since they were written to.";
    public const string TstatQuietTime = "How long nothing may have changed in a directory that has no newer one beside it, before it counts as left.";
    public const string TstatMarkForce = "Also marks a directory that tstat may still write, or that holds no log of flows.";
    public const string TstatMarkPassThru = "Gives each directory once it is marked.";
    public const string TstatRemoveAge = "How long ago a directory must have been marked.";
    public const string TstatRemoveForce = "Does not ask. What is kept is kept all the same.";

    public const string SendInput = "Lines of Watch-LogLine, each of which is stored once; or text, a line each.";
    public const string SendUri = "The receiver: https://host:5001.";
    public const string SendName = "The name that the sender's claim is kept under; two at work cannot share one.";
    public const string SendProtocol = "Batches, which are stored once; or Upload, for receivers of the old form.";
    public const string SendHostName = "What this machine is called at a receiver of the old form; its own name if left out.";
    public const string SendBatchSize = "How many lines a batch has at most.";
    public const string SendBatchInterval = "How long a line waits for others to go with it.";
    public const string SendMaxRetry = "How often a receiver that is away is asked again in a row.";
    public const string SendToken = "The token that the receiver knows this source by.";
    public const string SendTokenPath = "A file with that token, which nobody else may read; or the name of a credential of systemd.";
    public const string SendPassThru = "Gives a receipt for each batch, once the receiver has it on its disk.";
    public const string SendAllowUnencrypted = "Lets the token go to another machine without TLS, where anybody on the way can read it.";

    public const string SftpDestination = "Server and folder: sftp://user@host:22/folder, or sftp://user@host/~/folder below the account's own.";

    public const string SftpDirectory = "The directory of a receiver: its closed files are sent, and moved to sent or failed in it.";

    public const string SftpKeyPath = "A private key that nobody else may read; those of the ssh configuration if left out.";

    public const string SftpKnownHost = "A file of host keys that are believed, in place of the usual ones.";

    public const string SftpFingerprint = "Believe the server whose host key has this fingerprint, and no other: SHA256:...";

    public const string SftpCredential = "The account, with the pass phrase of the key; or with its password, where there is no key.";

    public const string SftpMaxRetry = "How often a file is tried again.";

    public const string SftpRetryInterval = "How long to wait before files are tried again, such as 5s.";

    public const string SftpTimeout = "How long a step may take; a long file may take longer.";

    public const string SftpBySource = "A folder for each source over there; otherwise all files lie side by side.";

    public const string SftpWithManifest = "Sends the manifest of each file behind it.";

    public const string SftpVerify = "Reads each file back and compares it before it gets its name.";

    public const string SftpPassThru = "Gives a receipt for each file that is there.";
}
