using LogStats.Faults;
using LogStats.Follow;
using LogStats.Sinks.Mail.Smtp;

namespace LogStats.Sinks.Mail.Spool;

/// <summary>Where mails wait if nobody says otherwise: a folder for each server and account beside the checkpoints.</summary>
internal static class SpoolPlace
{
    /// <exception cref="LogStatsException">This machine has no such place.</exception>
    public static string Of(SmtpServer server)
    {
        string state = Path.GetDirectoryName(CheckpointPlace.Default)
            ?? throw Fail.Value("the place of waiting mails", "nowhere", "an account with a home folder; or set XDG_STATE_HOME, or name a folder");
        string name = string.Concat($"{server.User}@{server.Host}:{server.Port}".TrimStart('@')
            .Select(static one => char.IsAsciiLetterOrDigit(one) || one is '.' or '-' ? one : '_'));
        return Path.Join(state, "mail", name.Length <= 100 ? name : name[..100]);
    }
}
