using LogStats.Archive.Forwarding;
using LogStats.Faults;

namespace LogStats.Sinks.Sftp;

/// <summary>
/// Brings files through a session: written under a hidden name, looked at, then renamed, which the server refuses where the name is taken.
/// What has the name then is either the same file, because an answer got lost, or another, which is left as it is.
/// </summary>
/// <param name="session">The session.</param>
/// <param name="options">How.</param>
/// <param name="scratch">Where files are read back to.</param>
/// <param name="id">The name of this session.</param>
/// <param name="earlier">Those of sessions that may have left something.</param>
internal sealed class SftpUpload(SftpSession session, SftpOptions options, SftpScratch scratch, string id, IReadOnlyList<string> earlier)
{
    private const int SlowestRate = 64 << 10;

    private static readonly TimeSpan s_glance = TimeSpan.FromMilliseconds(200);

    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);
    private readonly string _target = options.ToString();

    /// <exception cref="LogStatsException">The session is over, or the file was not taken.</exception>
    public async Task<LogSftpReceipt> SendAsync(SftpFile file, CancellationToken stop)
    {
        (long length, string hash) = await Task.Run(() => file.Read(stop), stop).ConfigureAwait(false);
        string name = SftpCommand.Seen(options.Address.PathOf(file.Remote));
        string part = PartOf(file, id);
        await WriteAsync(file, part, length).ConfigureAwait(false);
        if (options.Verify && !await IsAsync(part, length, hash, stop).ConfigureAwait(false))
        {
            Remove(part);
            throw SftpFaults.Refused(_target, file.Path, "what was read back is something else");
        }

        SftpReply named = await session.RunAsync(SftpCommand.Of("rename -l", part, name)).ConfigureAwait(false);
        LogSftpOutcome outcome = named.IsSilent ? LogSftpOutcome.Sent : await WhatIsThereAsync(file, name, part, named, length, hash, stop).ConfigureAwait(false);
        return new LogSftpReceipt
        {
            Time = options.Clock.GetUtcNow(),
            Path = file.Path,
            Target = _target,
            Remote = name,
            Bytes = length,
            Sha256 = hash,
            Outcome = outcome,
        };
    }

    private async Task WriteAsync(SftpFile file, string part, long length)
    {
        if (file.Folder.Length > 0 && _folders.Add(file.Folder))
        {
            _ = session.RunAsync(SftpCommand.Of("mkdir", options.Address.PathOf(file.Folder))); // That it is there already is no fault; that it cannot be made is one of the next step.
        }

        foreach (string old in earlier)
        {
            Remove(PartOf(file, old));
        }

        Task<SftpReply> put = session.RunAsync(SftpCommand.Of("put -f", Path.GetFullPath(file.Path), part), Allowance(length));
        Task<SftpReply> look = session.RunAsync(SftpCommand.Of("ls -ln", part));
        SftpReply written = await put.ConfigureAwait(false);
        SftpReply seen = await look.ConfigureAwait(false);
        if (!written.IsSilent || seen.Length != length)
        {
            Remove(part);
            throw SftpFaults.Refused(_target, file.Path, !written.IsSilent ? written.ToString()
                : seen.Length is { } there ? $"{there:N0} bytes arrived, and the file had {length:N0} when it was read" : $"it cannot be seen there ({seen})");
        }
    }

    private async Task<LogSftpOutcome> WhatIsThereAsync(SftpFile file, string name, string part, SftpReply named, long length, string hash, CancellationToken stop)
    {
        SftpReply seen = await session.RunAsync(SftpCommand.Of("ls -ln", name)).ConfigureAwait(false);
        bool isSame = seen.Length == length && await IsAsync(name, length, hash, stop).ConfigureAwait(false);
        Remove(part);
        return isSame ? LogSftpOutcome.AlreadyThere
            : seen.Length is { } there ? throw Fail.FileConflict(_target, file.Path, name, there == length ? "of the same length, and with another content" : $"it has {there:N0} bytes, and not {length:N0}")
            : throw SftpFaults.Refused(_target, file.Path, named.ToString());
    }

    /// <summary>Reads a file back, and no more of it than it ought to have.</summary>
    private async Task<bool> IsAsync(string name, long length, string hash, CancellationToken stop)
    {
        string copy = scratch.NewFile();
        Task<SftpReply> got = session.RunAsync(SftpCommand.Of("get", name, copy), Allowance(length));
        try
        {
            while (await Task.WhenAny(got, Task.Delay(s_glance, options.Clock, stop)).ConfigureAwait(false) != got)
            {
                stop.ThrowIfCancellationRequested();
                if (new FileInfo(copy) is { Exists: true } file && file.Length > length)
                {
                    session.End(SftpFaults.Endless(_target));
                }
            }

            SftpReply said = await got.ConfigureAwait(false);
            if (!File.Exists(copy))
            {
                throw SftpFaults.Refused(_target, name, said.IsSilent ? "it cannot be read back" : said.ToString());
            }

            await using FileStream content = new(copy, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return PartCheck.Hash(content, length, stop) == (length, hash);
        }
        finally
        {
            File.Delete(copy);
        }
    }

    private void Remove(string part) => _ = session.RunAsync(SftpCommand.Of("rm", part));

    private string PartOf(SftpFile file, string session)
        => options.Address.PathOf(file.Folder.Length == 0 ? SftpCommand.PartName(file.Name, session) : $"{file.Folder}/{SftpCommand.PartName(file.Name, session)}");

    private TimeSpan Allowance(long length) => options.Timeout + TimeSpan.FromSeconds(length / SlowestRate);
}
