using System.Net;
using System.Security.Cryptography.X509Certificates;
using LogStats.Receive;
using Microsoft.AspNetCore.Http;

namespace LogStats.Agent.Receiver;

/// <summary>Who a request is from: what the client's certificate says, else the source of its token. A body is never asked.</summary>
internal sealed class Callers(ReceiverSettings settings, AlarmBook alarms, TimeProvider clock)
{
    private const string Scheme = "Bearer ";

    private volatile TokenBook? _tokens = settings.TokenFile is { } path ? TokenBook.Read(path) : null;
    private long _refused;

    /// <summary>How often somebody was turned away.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Reads the tokens again; what was in force stays where that fails.</summary>
    /// <exception cref="Faults.LogStatsException">It failed.</exception>
    public void Reload() => _tokens = settings.TokenFile is { } path ? TokenBook.Read(path) : null;

    /// <exception cref="RequestFault">It is nobody, or nobody who may send here.</exception>
    public string Source(HttpContext context, ListenAddress at, IPAddress remote)
    {
        string source = Named(context, remote);
        return at.Sources.Count == 0 || at.Sources.Contains(source) ? source
            : throw Refuse(StatusCodes.Status403Forbidden, remote, $"the source '{source}' may not send at {at}");
    }

    public RequestFault Refuse(int status, IPAddress remote, string reason)
    {
        _ = Interlocked.Increment(ref _refused);
        alarms.Raise(ReceiveAlarmKind.Refused, "", $"{remote} was turned away: {reason}");
        return new RequestFault(status, reason);
    }

    private string Named(HttpContext context, IPAddress remote)
    {
        if (settings.ClientAuthorityFile is not null)
        {
            return context.Connection.ClientCertificate is X509Certificate2 certificate && ClientCertificates.NameOf(certificate) is { } name
                ? name : throw Refuse(StatusCodes.Status401Unauthorized, remote, "it showed no certificate that names a source");
        }

        string? header = context.Request.Headers.Authorization;
        if (header is null || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            throw Refuse(StatusCodes.Status401Unauthorized, remote, "it gave no token");
        }

        string? source = _tokens?.Find(header.AsSpan(Scheme.Length).Trim(), clock.GetUtcNow(), out bool isExpired) is { } found && !isExpired ? found : null;
        return source ?? throw Refuse(StatusCodes.Status401Unauthorized, remote, "its token is not known, or not any more");
    }
}
