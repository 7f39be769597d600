using ActiveSeg.Grpc.Hosting;

return await ServerCommand.RunAsync(args, Console.Out, Console.Error);
