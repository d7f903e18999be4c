using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LogStats.Servers.Tests.Web;

/// <summary>Writes requests byte by byte, so that what is odd in them arrives.</summary>
internal sealed class WebClient(int port)
{
    /// <summary>Asks, and gives the request back with what was answered.</summary>
    public async Task<WebRequest> AskAsync(WebRequest request)
    {
        StringBuilder text = new($"{request.Method} {request.Target} {request.Protocol}\r\nHost: {WebRequest.Host}\r\n");
        Add(text, "User-Agent", request.Agent);
        Add(text, "Referer", request.Referer);
        if (request.User is not null)
        {
            byte[] pair = Encoding.UTF8.GetBytes($"{request.User}:{request.Password}");
            Add(text, "Authorization", "Basic " + Convert.ToBase64String(pair));
        }

        string answer = await SendAsync(Encoding.UTF8.GetBytes(text.Append("Connection: close\r\n\r\n").ToString()));
        int body = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        return request with { Status = int.Parse(answer.Split(' ')[1]), AnsweredBytes = answer.Length - body };
    }

    /// <summary>Sends these bytes and nothing more, and gives all that comes back, one character for each byte.</summary>
    public async Task<string> SendAsync(byte[] bytes)
    {
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, port);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(bytes);
        using MemoryStream answer = new();
        try
        {
            await stream.CopyToAsync(answer);
        }
        catch (IOException)
        {
            // A server that refuses closes before it has read all; what it said before that counts.
        }

        return Encoding.Latin1.GetString(answer.ToArray());
    }

    private static void Add(StringBuilder text, string name, string? value)
    {
        if (value is not null)
        {
            text.Append(name).Append(": ").Append(value).Append("\r\n");
        }
    }
}
