namespace LogStats.Faults;

/// <summary>Every fault the engine can raise, one method each: what happened, to what, and what to do next.</summary>
public static partial class Fail
{
    public static LogStatsException PathNotFound(string path) => new(
        FaultId.PathNotFound, $"There is no file '{path}'.",
        "Check the spelling and the folder.", path);

    public static LogStatsException PathNotFileSystem(string path, string provider) => new(
        FaultId.PathNotFileSystem, $"'{path}' is a path of {provider}, not of the file system.",
        "Name files; objects from elsewhere can be piped in as lines.", path);

    public static LogStatsException PathIsDirectory(string path) => new(
        FaultId.FileOpen, $"'{path}' is a directory, not a log file.",
        $"Name the files in it, for example '{Path.Join(path, "*.log")}'.", path);

    public static LogStatsException NotRegularFile(string path) => new(
        FaultId.FileOpen, $"'{path}' is a pipe or a device, not a regular file.",
        "Feed it through standard input ('-') or a pipeline instead.", path);

    public static LogStatsException KernelFile(string path) => new(
        FaultId.FileOpen, $"'{path}' is no file on a disk: the kernel makes up what stands in it whenever it is read.",
        "Follow a log that a program writes to; for the kernel's own messages, the one that its logger writes.", path);

    public static LogStatsException FileOpen(string path, Exception inner) => new(
        FaultId.FileOpen, $"'{path}' cannot be opened: {inner.Message.TrimEnd('.')}.",
        "Check that this account may read the file and each folder above it.", path, inner);

    public static LogStatsException FileRead(string path, Exception inner) => new(
        FaultId.FileRead, $"'{path}' cannot be read any further: {inner.Message.TrimEnd('.')}.",
        "What came before was read. Check the disk or the network share, then run again.", path, inner);

    public static LogStatsException GzipTruncated(string path, long at) => new(
        FaultId.FileRead, $"'{path}' is a gzip file that ends too early, after {at:N0} compressed bytes.",
        "What came before was read. Wait until it is written to its end, or fetch the file again.", path);

    public static LogStatsException GzipDamaged(string path, long at, Exception inner) => new(
        FaultId.FileRead, $"'{path}' is a gzip file that is damaged within its first {at:N0} compressed bytes.",
        "What came before was read. Check it with 'gzip -t' and fetch the file again.", path, inner);

    public static LogStatsException GzipTrailing(string path, long at) => new(
        FaultId.FileRead, $"'{path}' holds something that is not gzip behind its gzip data, near byte {at:N0}.",
        "All gzip data was read. Look at the end of the file: it may be padded or be two files in one.", path);

    public static LogStatsException FormatUnknown(string path, string seen, string? closest = null) => new(
        FaultId.FormatUnknown,
        $"'{path}' is in no format that is known here.{(closest is null ? "" : $" Closest is {closest}.")} Its first line: {seen}",
        "See what there is with Get-LogFormat or 'logstats formats'; a log format of your own has to be given.", path);

    public static LogStatsException FormatName(string name, IEnumerable<string> known) => new(
        FaultId.FormatUnknown, $"There is no format named '{name}'.",
        $"Known formats: {string.Join(", ", known)}.", name);

    /// <summary>A format that may be in a file that could not be read.</summary>
    public static LogStatsException FormatName(string name, IEnumerable<string> known, LogStatsException damaged) => new(
        FaultId.FormatUnknown, $"There is no format named '{name}', as far as the format files can be read. {damaged.Message}",
        $"{damaged.Advice} Known formats: {string.Join(", ", known)}.", name, damaged);

    public static LogStatsException FormatMismatch(string path, string format, string reason, string seen) => new(
        FaultId.FormatMismatch, $"No line of '{path}' is in the format '{format}': {reason}. The first was: {seen}",
        "Leave the format out to have it found, or ask which one fits: Resolve-LogFormat, 'logstats resolve'.", path);

    public static LogStatsException LineInvalid(string path, long offset, string reason, string seen) => new(
        FaultId.LineInvalid, $"The line at byte {offset:N0} of '{path}' cannot be read: {reason}. It was: {seen}",
        "Leave such lines out and count them by not asking to stop at the first one.", path);

    public static LogStatsException SinkConnect(string target, string reason, string advice, Exception? inner = null) =>
        new(FaultId.SinkConnect, $"'{target}' cannot be opened: {reason}.", advice, target, inner);

    /// <summary>The target is not there now, and may be in a moment.</summary>
    public static LogStatsException SinkAway(string target, string reason, string advice, Exception? inner = null) =>
        new(FaultId.SinkConnect, $"'{target}' cannot be reached: {reason}.", advice, target, inner) { MayPass = true };

    public static LogStatsException SinkAuthentication(string target, string reason, string advice, Exception? inner = null) =>
        new(FaultId.SinkAuthentication, $"'{target}' did not let this account in: {reason}.", advice, target, inner);

    public static LogStatsException SinkCertificate(string target, string reason, string advice, Exception? inner = null) =>
        new(FaultId.SinkCertificate, $"'{target}' is not believed to be itself: {reason}.", advice, target, inner);

    /// <summary>A file of certificates or of a key; what is in it is not repeated.</summary>
    public static LogStatsException CertificateFile(string path, string reason, Exception? inner = null) => new(
        FaultId.ConfigInvalid, $"The certificates or the key in '{path}' cannot be used: {reason.TrimEnd('.')}.",
        "Name a PEM file that this account may read; a key must be the certificate's own, and not encrypted.", path, inner);

    public static LogStatsException RowsRefused(string target, long count, string reason, string? keptIn) => new(
        FaultId.SinkRejected, $"'{target}' refused {count:N0} {(count == 1 ? "row" : "rows")} for good, the first because {reason.TrimEnd('.')}.",
        keptIn is null
            ? "The other rows are stored. Run it again with a file for refused rows to see each of these with its reason."
            : $"The other rows are stored. Each of these stands in '{keptIn}' with its reason.", target);

    /// <summary>A fault of a sink in the middle of a run: what is stored by then, and where the rest is.</summary>
    public static LogStatsException SinkStopped(LogStatsException fault, long stored, int waiting) => new(
        fault.Id, $"{fault.Message} {stored:N0} {(stored == 1 ? "row is" : "rows are")} stored, {waiting:N0} of this batch are not.",
        $"{fault.Advice} The rest is still in the log: run the same command again, and what is stored is not stored twice.",
        fault.Target, fault)
    {
        MayPass = fault.MayPass,
    };

    /// <summary>The connection broke between a commit and its answer, and the rows have no names to be found by.</summary>
    public static LogStatsException SinkUnknown(string target, Exception? inner) => new(
        FaultId.SinkConnect, $"'{target}' broke off while a batch was being committed: nobody here knows whether it is stored.",
        "Look into the table before you run again: rows such as summaries have no names, so they would be stored twice.", target, inner);

    /// <summary>A mail that some get and others never will.</summary>
    public static LogStatsException RecipientsRefused(string target, string subject, string answers) => new(
        FaultId.SinkRejected, $"'{target}' refused recipients of the mail '{subject}': {answers}.",
        "The others got it. Check these addresses.", target);

    /// <summary>A mail that nobody gets, kept where it can be looked at.</summary>
    public static LogStatsException MailRefused(string target, string subject, string answer, string keptIn) => new(
        FaultId.SinkRejected, $"'{target}' refused the mail '{subject}' for good: {answer}.",
        $"It stands in '{keptIn}', with the reason beside it. Check the addresses and its size.", target);

    public static LogStatsException MailDamaged(string keptIn) => new(
        FaultId.SinkRejected, "A mail that waited to be sent cannot be read.",
        $"It stands in '{keptIn}', with the reason beside it; all others are sent.", keptIn);

    /// <summary>Mails wait for a server, and no more may.</summary>
    public static LogStatsException SpoolFull(string target, string folder, int count, long bytes) => new(
        FaultId.SinkConnect, $"'{target}' does not take mail, and no more may wait: {count:N0} mails with {bytes:N0} bytes are in '{folder}'.",
        "Those are kept. See that the server takes mail again, or let more wait.", target) { MayPass = true };

    /// <summary>A queue refused messages because it is full; they are refused again until somebody takes some out.</summary>
    public static LogStatsException QueueFull(string target, string queue, long count) => new(
        FaultId.SinkRejected, $"'{target}' did not take {count:N0} {(count == 1 ? "message" : "messages")}: the queue behind '{queue}' is full.",
        "Have messages taken out of it, or let it hold more (x-max-length), then run it again; a message that is sent again has the same message_id.",
        target) { MayPass = true };

    /// <summary>Messages that no queue took, each of which came back.</summary>
    public static LogStatsException MessagesReturned(string target, string exchange, string routingKey, long count, string reason) => new(
        FaultId.SinkRejected, $"'{target}' gave {count:N0} {(count == 1 ? "message" : "messages")} back: {(exchange.Length == 0
            ? $"there is no queue '{routingKey}'" : $"the exchange '{exchange}' leads the routing key '{routingKey}' to no queue")} ({reason}).",
        exchange.Length == 0 ? "Have the queue declared, or name one that is there; then run it again."
            : "Bind a queue to the exchange with this routing key, or name the queue as well and it is bound; then run it again.", target);

    public static LogStatsException QueueMissing(string target, string what, string name) => new(
        FaultId.TableMissing, $"'{target}' has no {what} '{name}'.",
        what == "exchange" ? "Have it made by whoever owns it, or leave it out: a queue alone needs none."
            : "Check its name and the virtual host, or have it declared.", target);

    /// <summary>What is there under that name is not what was asked for.</summary>
    public static LogStatsException QueueMismatch(string target, string queue, string reason, Exception? inner = null) => new(
        FaultId.SchemaMismatch, $"The queue '{queue}' in '{target}' is there with other options: {reason}.",
        "Ask for it as it is, leave the options out, or name another queue; a queue's options never change.", target, inner);

    /// <summary>A message of a queue that is no JSON.</summary>
    public static LogStatsException MessageUnreadable(string target, string message, string reason, string whereNow) => new(
        FaultId.FormatMismatch, $"{message} of '{target}' cannot be read: {reason.TrimEnd('.')}.", whereNow, target);

    public static LogStatsException SecretNotFound(string name, string reason, string advice) => new(
        FaultId.SecretNotFound, $"There is no secret '{name}': {reason}.", advice, name);

    public static LogStatsException SinkRejected(string target, string reason, string advice, Exception? inner = null) =>
        new(FaultId.SinkRejected, $"'{target}' did not take the records: {reason}.", advice, target, inner);

    public static LogStatsException SinkTimeout(string target, string reason, string advice, Exception? inner = null) =>
        new(FaultId.SinkTimeout, $"'{target}' did not answer in time: {reason}.", advice, target, inner);

    /// <summary>Two senders have one credential, such as a machine and its clone.</summary>
    public static LogStatsException SourceClaimed(string target) => new(
        FaultId.SinkAuthentication, $"'{target}' takes this source from another sender: two of them have the same credential.",
        "Stop the other one, or give this machine a credential of its own. Where there is no other one, and this one has lost its state, it is let in "
        + "once nobody has sent for a while: ten minutes, if the receiver was told nothing else.", target);

    /// <summary>A batch of a file that the receiver has with other lines.</summary>
    public static LogStatsException BatchConflict(string target, string path, string batch) => new(
        FaultId.SinkRejected, $"'{target}' has other lines than '{path}' in the same place ({batch}). This file is not sent any further; the others are.",
        "Compare the file with what the receiver has stored of it: one of them was changed afterwards. Then start the sender again, "
        + "with the file moved away, or with the file's entry removed at the receiver.", path);

    /// <summary>A mark of the receiver that no line of the file ends at.</summary>
    public static LogStatsException MarkMismatch(string target, string path, long mark) => new(
        FaultId.SinkRejected, $"'{target}' has '{path}' up to byte {mark:N0}, where no line of it ends. This file is not sent any further; the others are.",
        "It is another file, or it was changed afterwards. Compare it with what the receiver has stored of it, then start the sender again with the file moved away.", path);

    /// <summary>The folder where batches wait.</summary>
    public static LogStatsException BatchSpool(string folder, Exception inner) => new(
        FaultId.SinkConnect, $"Batches cannot wait in '{folder}': {inner.Message.TrimEnd('.')}.",
        "Name a folder of this sender alone that this account may write to.", folder, inner);

    public static LogStatsException TableMissing(string target, string table) => new(
        FaultId.TableMissing, $"'{target}' has no table '{table}'.",
        "Ask for it to be made, or name a table that is there.", target);

    public static LogStatsException SchemaMismatch(string target, string table, string columns) => new(
        FaultId.SchemaMismatch, $"The table '{table}' in '{target}' lacks {columns}.",
        "Name another table, or add the columns; nothing was written.", target);

    /// <summary>A stored summary that cannot be read back.</summary>
    public static LogStatsException SummaryDamaged(string target, string table, string row, string reason, Exception? inner = null) => new(
        FaultId.SchemaMismatch, $"The summary of {row} in the table '{table}' of '{target}' cannot be read back: its state cannot be used, {reason}.",
        "Remove that row and measure its log again, or read with a newer LogStats if one wrote it.", target, inner);

    /// <summary>There is no such table, or no table at all that holds summaries.</summary>
    public static LogStatsException SummariesMissing(string target, string? table, IReadOnlyList<string> known) => new(
        FaultId.TableMissing, table is null ? $"'{target}' has no table that holds summaries." : $"'{target}' has no table '{table}'.",
        known.Count == 0 ? "Store some first: Measure-RsyncEvent or Measure-ElfLog into an export, or 'logstats measure --to'."
            : $"Tables with summaries: {string.Join(", ", known)}.", target);

    /// <summary>What was asked for holds no stored summaries.</summary>
    public static LogStatsException NoSummaries(string target, string table, string columns) => new(
        FaultId.SchemaMismatch, $"The table '{table}' in '{target}' holds no summaries: it lacks {columns}.",
        "Name a table that summaries were exported to; tables of an older LogStats have no such columns.", target);

    public static LogStatsException HeaderMismatch(string target, string seen) => new(
        FaultId.SchemaMismatch, $"'{target}' begins with other columns: {seen}",
        "Name another file, or replace this one by not appending; nothing was written.", target);

    /// <summary>A pasted configuration may be long, and a message should be read.</summary>
    private static string Short(string text) => text.Length <= 200 ? text : string.Concat(text.AsSpan(0, 200), "…");

    public static LogStatsException CheckpointCorrupt(string path, string reason, string advice, Exception? inner = null) => new(
        FaultId.CheckpointCorrupt, $"The checkpoints in '{path}' cannot be used: {reason}.", advice, path, inner);

    public static LogStatsException CheckpointInUse(string path, string name) => new(
        FaultId.CheckpointInUse, $"The checkpoint '{name}' in '{path}' is in use by another follower.",
        "Stop that one, or give this one a checkpoint name of its own.", path);

    public static LogStatsException CheckpointUnknown(string name, IEnumerable<string> known) => new(
        FaultId.ConfigInvalid, $"There is no checkpoint named '{name}'.",
        known.Any() ? $"There are: {string.Join(", ", known)}." : "None was saved yet: a command that follows logs saves one with -Checkpoint.", name);

    /// <summary>A place in a file was asked for, and that file is nowhere to be found.</summary>
    public static LogStatsException CheckpointFileGone(string path) => new(
        FaultId.PathNotFound, $"The file that the checkpoint of '{path}' is in is gone: neither at its path nor among the rotated files beside it.",
        "Go on with what is there: reset it to Beginning or to End.", path);

    public static LogStatsException GeoDatabaseInvalid(string path, string reason) => new(
        FaultId.GeoDatabaseInvalid, $"The geo database '{path}' cannot be used: {reason.TrimEnd('.')}.",
        "Fetch it again, in MaxMind's format (.mmdb); without it logs are read all the same.", path);

    /// <summary>Groups that only a geo database can tell, of lines that nothing else tells of.</summary>
    public static LogStatsException GeoDatabaseMissing(string group) => new(
        FaultId.ConfigInvalid, $"Lines of a log cannot be grouped by {group}: no geo database was given.",
        "Name one, such as GeoLite2-City.mmdb: -GeoDatabase, or --geo of 'logstats'.", group);

    public static LogStatsException HashSalt(string from, string reason) => new(
        FaultId.ConfigInvalid, $"{from} holds no salt for hashes: {reason}.",
        "Put a long random text there, and keep it secret: with the same salt a host has the same hash.", from);

    public static LogStatsException DirectoryNotFound(string path) => new(
        FaultId.PathNotFound, $"There is no directory '{path}'.",
        "Check the spelling and the folder above it.", path);

    public static LogStatsException NotDirectory(string path) => new(
        FaultId.FileOpen, $"'{path}' is a file, not a directory.",
        "Name the directory that tstat writes its own into.", path);

    public static LogStatsException DirectoryRead(string path, Exception inner) => new(
        FaultId.FileRead, $"The directory '{path}' cannot be looked into: {inner.Message.TrimEnd('.')}.",
        "Check that this account may read it and each folder above it; all others were looked at.", path, inner);
}
