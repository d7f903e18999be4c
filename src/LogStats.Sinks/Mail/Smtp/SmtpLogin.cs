using System.Text;
using LogStats.Faults;

namespace LogStats.Sinks.Mail.Smtp;

/// <summary>Logs in, by PLAIN or LOGIN, and only where the way is secret. What the server answers is shown without the password.</summary>
internal static class SmtpLogin
{
    private const int Welcome = 235;
    private const int GoOn = 334;

    /// <param name="ask">Says a command and gives the answer.</param>
    /// <exception cref="LogStatsException">The server does not let us in, now or ever.</exception>
    public static async ValueTask RunAsync(SmtpServer server, SmtpOffer offer, Func<string, ValueTask<SmtpReply>> ask)
    {
        string user = server.User!;
        string password = server.Password?.Invoke() ?? "";
        if (password.Contains('\0', StringComparison.Ordinal))
        {
            throw Fail.SinkAuthentication(server.Name, "the password holds a NUL", "Check the password.");
        }

        SmtpReply reply;
        if (offer.Login("PLAIN"))
        {
            reply = await ask("AUTH PLAIN " + Base64($"\0{user}\0{password}")).ConfigureAwait(false);
        }
        else if (offer.Login("LOGIN"))
        {
            reply = await ask("AUTH LOGIN").ConfigureAwait(false);
            reply = reply.Code == GoOn ? await ask(Base64(user)).ConfigureAwait(false) : reply;
            reply = reply.Code == GoOn ? await ask(Base64(password)).ConfigureAwait(false) : reply;
        }
        else
        {
            throw Fail.SinkAuthentication(server.Name, "it takes passwords neither by PLAIN nor by LOGIN",
                "Name the port on which it takes mail from accounts, often 587, or leave the account out.");
        }

        if (reply.Code != Welcome)
        {
            string words = Hide(reply.ToString(), user, password);
            throw reply.MayPass
                ? Fail.SinkAway(server.Name, $"it does not let accounts in now ({words})", "Mails go on once it does.")
                : Fail.SinkAuthentication(server.Name, words, "Check the account and its password.");
        }
    }

    private static string Hide(string words, string user, string password)
    {
        foreach (string secret in (string[])[Base64($"\0{user}\0{password}"), Base64(password), password])
        {
            words = secret.Length == 0 ? words : words.Replace(secret, "***", StringComparison.Ordinal);
        }

        return words;
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
