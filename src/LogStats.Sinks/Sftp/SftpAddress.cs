using LogStats.Faults;

namespace LogStats.Sinks.Sftp;

/// <summary>Where files go: <c>sftp://user@host:port/dir</c>. The folder is a whole path; <c>/~/dir</c> is one below the account's own.</summary>
public sealed record SftpAddress
{
    private const string Home = "/~";

    public required string Host { get; init; }

    /// <summary>Null for that of the ssh configuration, usually 22.</summary>
    public int? Port { get; init; }

    /// <summary>Null for that of the ssh configuration, usually the account's own name.</summary>
    public string? User { get; init; }

    /// <summary>As the server knows it.</summary>
    public string Folder { get; init; } = ".";

    /// <exception cref="LogStatsException">It is no such address.</exception>
    public static SftpAddress Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.Scheme != "sftp" || uri.Host.Length == 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            throw Wrong();
        }

        string user = Uri.UnescapeDataString(uri.UserInfo);
        return user.Contains(':', StringComparison.Ordinal)
            ? throw Fail.Value("the destination", "***", "an address without a password: others can read it. Name a file that holds it")
            : Of(uri.IdnHost, uri.Port > 0 ? uri.Port : null, user.Length > 0 ? user : null, Uri.UnescapeDataString(uri.AbsolutePath));
    }

    /// <exception cref="LogStatsException">One of these cannot be part of an address.</exception>
    public static SftpAddress Of(string host, int? port, string? user, string path)
    {
        string bare = host.Trim('[', ']');
        if (bare.Length == 0 || bare[0] == '-' || bare.Any(static letter => !char.IsAsciiLetterOrDigit(letter) && !".:-_%".Contains(letter, StringComparison.Ordinal))
            || user is { Length: > 0 } && (user[0] == '-' || user.Any(static letter => char.IsControl(letter) || "\"'`$ ".Contains(letter, StringComparison.Ordinal))))
        {
            throw Wrong();
        }

        string folder = path.StartsWith(Home + "/", StringComparison.Ordinal) || path == Home ? path[Home.Length..].TrimStart('/') : path;
        folder = folder.Length > 1 ? folder.TrimEnd('/') : folder;
        folder = folder.Length == 0 ? path.StartsWith('/') && !path.StartsWith(Home, StringComparison.Ordinal) ? "/" : "." : folder;
        _ = SftpCommand.Quote(folder);
        return new SftpAddress { Host = bare, Port = port, User = user, Folder = folder[0] == '-' ? "./" + folder : folder };
    }

    /// <summary>The same place for an account.</summary>
    /// <exception cref="LogStatsException">There can be no such account.</exception>
    public SftpAddress For(string user) => this with { User = Of(Host, Port, user, "/").User };

    /// <summary>A name below the folder.</summary>
    public string PathOf(string name) => Folder == "/" ? "/" + name : $"{Folder}/{name}";

    /// <summary>Where it is, without the account.</summary>
    public override string ToString()
        => $"sftp://{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}{(Port is { } port ? $":{port}" : "")}{(Folder[0] == '/' ? Folder : Folder == "." ? "/~" : $"/~/{Folder}")}";

    private static LogStatsException Wrong() => Fail.Value("the destination", "***", "an address such as sftp://user@host:22/folder, or sftp://user@host/~/folder for one below the account's own");
}
