using System.Net;
using System.Net.Sockets;

namespace LogStats.Servers.Tests.PostgreSql;

/// <summary>Stands between a client and a server and, once armed, cuts the line: before the next bytes of one side get through.</summary>
internal sealed class CutProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _server;
    private readonly Task _accepting;
    private volatile Cut _armed;

    public CutProxy(int server)
    {
        _server = server;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public enum Cut
    {
        Nothing,

        /// <summary>The server never hears of what the client says next.</summary>
        Question,

        /// <summary>The server has heard and answered, and the client does not hear.</summary>
        Answer,
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Arm(Cut what) => _armed = what;

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        List<Task> lines = [];
        try
        {
            while (true)
            {
                lines.Add(ServeAsync(await _listener.AcceptTcpClientAsync()));
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            await Task.WhenAll(lines);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        using (TcpClient server = new())
        {
            await server.ConnectAsync(IPAddress.Loopback, _server);
            await Task.WhenAny(PumpAsync(client, server, Cut.Question), PumpAsync(server, client, Cut.Answer));
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to, Cut cut)
    {
        byte[] bytes = new byte[64 * 1024];
        try
        {
            int read;
            while ((read = await from.GetStream().ReadAsync(bytes)) > 0)
            {
                if (_armed == cut)
                {
                    _armed = Cut.Nothing;
                    return;
                }

                await to.GetStream().WriteAsync(bytes.AsMemory(0, read));
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or InvalidOperationException)
        {
        }
    }
}
